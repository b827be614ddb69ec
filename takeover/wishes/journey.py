"""Making a wish, one question a page: which pages; a cookie holds the answers meanwhile (people.journeys)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.journeys import Journey
from takeover.wishes.forms import AgeForm, RegionForm, WishForm

COOKIE = "wish"
SECONDS = 60 * 60
_JOURNEY = Journey(COOKIE, SECONDS)
read, keep, forget = _JOURNEY.read, _JOURNEY.keep, _JOURNEY.forget
RECEIPT_SECONDS = 30 * 60  # how long the last page can be shown again; then a shared tablet tells nothing


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the journey, at /takeovers/wishes/make/<slug>/."""

    slug: str
    form: type[forms.Form]
    name: Promise

    @property
    def field(self) -> str:
        return next(iter(self.form.base_fields))


STEPS: tuple[Step, ...] = (
    Step("wish", WishForm, _("Your wish")),
    Step("area", RegionForm, _("Where you live")),
    Step("age", AgeForm, _("How old you are")),
)
STONES = len(STEPS) + 1  # the last one is the page that checks


def find(slug: str) -> Step | None:
    """Return the step at `slug`."""
    return next((step for step in STEPS if step.slug == slug), None)


def due(answers: dict[str, Any]) -> Step | None:
    """Return the first step without an answer, None when all are there."""
    return next((step for step in STEPS if step.field not in answers), None)


def in_words(step: Step, answers: dict[str, Any]) -> str:
    """Return the answer of `step` as the child reads it."""
    field = step.form().fields[step.field]
    given = answers.get(step.field, "")
    if not isinstance(field, forms.ChoiceField):
        return str(given)
    labels: dict[str, Any] = dict(field.widget.choices)
    return str(labels.get(given, ""))


def begin() -> dict[str, Any]:
    """Return the answers of a journey that begins: only its secret."""
    return {"form": secrets.token_urlsafe(24)}
