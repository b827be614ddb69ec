"""What a grown-up is shown of the thing they are asked about.

This room knows asks and answers, not films: the room a subject belongs to registers how it is shown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import Promise

from consent.enums import Purpose
from consent.models import Ask


@dataclass(frozen=True, slots=True)
class Shown:
    """A subject in a grown-up's eyes: its made-up name, and facts as (what, words).

    `needed` says that nothing happens without this yes; `ends` that a no deletes it all, and does
    not only take it off the site.
    """

    name: str
    facts: list[tuple[str | Promise, str | Promise]]
    has_preview: bool
    needed: bool = True
    ends: bool = True


@dataclass(frozen=True, slots=True)
class _Way:
    show: Callable[[Any, Ask], Shown | None]
    preview: Callable[[HttpRequest, Any], HttpResponseBase]
    purposes: tuple[Purpose, ...]
    page: str
    farewell: str


_ways: dict[type[Model], _Way] = {}
_farewells: dict[str, str] = {}


def register(
    model: type[Model],
    *,
    show: Callable[[Any, Ask], Shown | None],
    preview: Callable[[HttpRequest, Any], HttpResponseBase],
    purposes: tuple[Purpose, ...],
    page: str = "consent/ask_answer.html",
    farewell: tuple[str, str] = ("", ""),
) -> None:
    """Say how subjects of `model` are shown to whoever is asked, and what can be asked about them.

    `show` returns None when there is nothing left to ask about; `preview` answers with the moving
    picture, and is called only for a link that holds. The first of `purposes` is the question itself;
    the others are asked one by one, after a yes to it. `page` is the template that asks; `farewell` the
    word in the address, and the template, of what is read after a no.
    """
    said, template = farewell
    _ways[model] = _Way(show, preview, purposes, page, said)
    if said:
        _farewells[said] = template


def page(model: type[Model] | None) -> str:
    """Return the template that asks about subjects of `model`."""
    assert model is not None
    return _ways[model].page


def farewell(model: type[Model] | None) -> str:
    """Return the word in the address after a no to a subject of `model`; '' for a film's own two."""
    return _ways[model].farewell if model is not None else ""


def farewell_page(said: str) -> str | None:
    """Return the template behind that word."""
    return _farewells.get(said)


def shown(asked: Ask) -> Shown | None:
    """Return what to show of what `asked` is about, or None when it is gone."""
    subject = asked.subject
    way = _ways.get(type(subject)) if subject is not None else None
    return way.show(subject, asked) if way is not None else None


def further(model: type[Model] | None) -> tuple[Purpose, ...]:
    """Return everything that can be asked about subjects of `model`, the main question first."""
    return _ways[model].purposes if model is not None else ()


def preview(request: HttpRequest, subject: Any) -> HttpResponseBase:
    """Answer with the subject's moving picture; raises Http404 or FileNotFoundError when there is none."""
    return _ways[type(subject)].preview(request, subject)
