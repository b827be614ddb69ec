"""Walks the making journey as a browser without scripts does."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from our_childhood.models import FilmDraft

CLIP = b"\x00\x00\x00\x18ftypmp42 not yet looked at by anybody"

ANSWERS: dict[str, dict[str, Any]] = {
    "grown-up": {"grown_up": "yes"},
    "idea": {"prompt": "own"},
    "age": {"age_band": "7-9"},
    "region": {"region": "unsaid"},
    "film": {},
    "look": {"people": "on", "signs": "on", "names": "on"},
    "me": {"me": "yes"},
    "care": {"care": "no"},
    "others": {"others": "0"},
    "email": {"email": "sam.grownup@post.example"},
}
STEPS = list(ANSWERS)


def clip(content: bytes = CLIP, name: str = "clip.mp4") -> SimpleUploadedFile:
    """Return a file as a form would send it."""
    return SimpleUploadedFile(name, content, content_type="video/mp4")


def address(step: str = "", language: str = "") -> str:
    """Return the address of a step, or of the start."""
    return f"{language}/films/make/{step}/" if step else f"{language}/films/make/"


def answer(client: Client, step: str, language: str = "", **changed: Any) -> HttpResponse:
    """Post one step's answer; `changed` replaces the usual ones."""
    data = {**ANSWERS[step], **changed}
    if step == "film":
        data.setdefault("film", clip())
    return client.post(address(step, language), data)


def walk(client: Client, *, until: str = "check", language: str = "", **changed: dict[str, Any]) -> None:
    """Answer every step before `until`; `changed` holds other answers by step ('age', 'email' …)."""
    for step in STEPS:
        if step == until:
            return
        response = answer(client, step, language, **changed.get(step.replace("-", "_"), {}))
        assert response.status_code == 302, f"{step}: {response.content.decode()[-3000:]}"


def send(client: Client, language: str = "") -> HttpResponse:
    """Press 'Send my film'."""
    return client.post(address("check", language))


class Ids(HTMLParser):
    """What a page names, and what it points to."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.described: list[str] = []
        self.summary_links: list[str] = []
        self.fields: list[str] = []
        self._in_summary = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if given.get("id"):
            self.ids.append(given["id"] or "")
        self.described += (given.get("aria-describedby") or "").split()
        if tag in ("input", "textarea", "select") and given.get("type") not in ("hidden", "submit"):
            self.fields.append(given.get("name") or "")
        if "errors" in (given.get("class") or "").split():
            self._in_summary = True
        if tag == "form":
            self._in_summary = False
        if self._in_summary and tag == "a":
            self.summary_links.append((given.get("href") or "").removeprefix("#"))


def draft() -> FilmDraft:
    return FilmDraft.objects.get()


WRONG: dict[str, dict[str, Any]] = {
    "grown-up": {"grown_up": ""},
    "idea": {"prompt": "something-else"},
    "age": {"age_band": "3"},
    "region": {"region": "SW1A 1AA"},
    "film": {"film": ""},
    "look": {"people": "on", "signs": "", "names": "on"},
    "me": {"me": ""},
    "care": {"care": "maybe"},
    "others": {"others": ""},
    "email": {"email": "sam.grownup"},
}
