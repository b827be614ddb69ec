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


@dataclass(frozen=True, slots=True)
class Shown:
    """A subject in a grown-up's eyes: its made-up name, and facts as (what, words).

    `needed` says that nothing happens without this grown-up's yes.
    """

    name: str
    facts: list[tuple[str | Promise, str | Promise]]
    has_preview: bool
    needed: bool = True


@dataclass(frozen=True, slots=True)
class _Way:
    show: Callable[[Any], Shown | None]
    preview: Callable[[HttpRequest, Any], HttpResponseBase]


_ways: dict[type[Model], _Way] = {}


def register(
    model: type[Model],
    *,
    show: Callable[[Any], Shown | None],
    preview: Callable[[HttpRequest, Any], HttpResponseBase],
) -> None:
    """Say how subjects of `model` are shown to a grown-up.

    `show` returns None when there is nothing left to ask about; `preview` answers with the moving
    picture, and is called only for a link that holds.
    """
    _ways[model] = _Way(show, preview)


def shown(subject: Model | None) -> Shown | None:
    """Return what to show of `subject`, or None when it is gone."""
    way = _ways.get(type(subject)) if subject is not None else None
    return way.show(subject) if way is not None and subject is not None else None


def preview(request: HttpRequest, subject: Any) -> HttpResponseBase:
    """Answer with the subject's moving picture; raises Http404 or FileNotFoundError when there is none."""
    return _ways[type(subject)].preview(request, subject)
