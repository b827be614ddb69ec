"""Walks a host's pages as a browser without scripts does."""

from __future__ import annotations

import re
from typing import Any

from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from outbox.models import Message
from takeover import journey
from tests.factories import takeover as make

EMAIL = "robin@museum.example"


def ask_for_code(client: Client, email: str = EMAIL) -> str:
    """Ask for a code; return the one that the letter holds, or '' for a letter without one."""
    response = client.post("/takeovers/host/sign-in/", {"email": email})
    assert response.status_code == 302, response.content.decode()[-2000:]
    letter = Message.objects.filter(template__in=["host_code", "host_no_code"]).latest("id")
    return str(letter.context.get("code", ""))


def enter(client: Client, code: str) -> HttpResponse:
    """Type a code into the page that asks for it."""
    return client.post("/takeovers/host/sign-in/code/", {"code": code})


def sign_in(client: Client, email: str = EMAIL) -> User:
    """Sign in the way a host does; return whom as."""
    assert enter(client, ask_for_code(client, email)).status_code == 302
    return User.objects.get(email=email)


def address(topic: str) -> str:
    return f"/takeovers/host/register/{topic}/"


def page_of(topic: str, answers: dict[str, Any]) -> dict[str, Any]:
    """What a browser would post for `topic`; an unticked box is not posted."""
    form = next(each.form for each in journey.TOPICS if each.slug == topic)
    said = {name: answers[name] for name in form.base_fields if name in answers}
    return {name: "on" if value is True else value for name, value in said.items() if value is not False}


def answer(client: Client, topic: str, **changed: Any) -> HttpResponse:
    """Post one topic with the usual answers, or `changed` ones."""
    return client.post(address(topic), page_of(topic, make.answers(**changed)))


def walk(client: Client, *, until: str = "check", **changed: Any) -> None:
    """Answer every topic before `until`."""
    answers = make.answers(**changed)
    for topic in journey.TOPICS:
        if topic.slug == until:
            return
        if topic.slug == "season":
            continue
        response = client.post(address(topic.slug), page_of(topic.slug, answers))
        assert response.status_code == 302, f"{topic.slug}: {errors(response)}"


def errors(response: HttpResponse) -> list[str]:
    """The error summary's links: (where they lead is checked by its own test)."""
    summary = re.search(r'id="errors".*?</div>', response.content.decode(), re.DOTALL)
    return re.findall(r'<a href="#([^"]+)"', summary[0]) if summary else []
