"""'Did it happen?', one question a page: which pages; a sealed cookie holds the answers (people.journeys)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from people.journeys import Journey
from pledge.mirror.enums import Happened
from pledge.queries import Pledge, Said

_JOURNEY = Journey("did-it-happen")
read, keep, forget = _JOURNEY.read, _JOURNEY.keep, _JOURNEY.forget
DONE_SECONDS = 10 * 60  # how long 'thank you' can be shown again; then a shared tablet tells nothing
PLACE, MORE = "place", "more"


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the journey, at /pledge/did-it-happen/tell/<slug>/."""

    slug: str
    name: str | Lazy
    promise: Said | None = None


def steps(pledge: Pledge) -> list[Step]:
    """Return the pages in order: where, each promise, and more."""
    asked = [Step(f"promise-{n}", one.question, one) for n, one in enumerate(pledge.promises, 1)]
    return [Step(PLACE, _("Your council")), *asked, Step(MORE, _("More"))]


def begin(pledge: Pledge) -> dict[str, Any]:
    """Return the answers of a journey that begins: its secret, and what it is about."""
    return {"form": secrets.token_urlsafe(24), "version": pledge.version.pk}


def is_answered(step: Step, answers: dict[str, Any]) -> bool:
    """Whether the page has been answered, be it by saying nothing."""
    if step.promise is not None:
        return str(step.promise.key) in answers.get("marks", {})
    return step.slug in answers


def due(pages: list[Step], answers: dict[str, Any]) -> Step | None:
    """Return the first page without an answer, None when all are there."""
    return next((step for step in pages if not is_answered(step, answers)), None)


def in_words(step: Step, answers: dict[str, Any]) -> str | Lazy:
    """Return the answer of `step` as the child reads it."""
    if step.promise is not None:
        return Happened(answers["marks"][str(step.promise.key)]).label
    if step.slug == PLACE:
        return answers.get("place_name") or _("I'd rather not say")
    return answers.get(MORE) or _("Nothing more")
