"""Writing to us, one question a page: which pages, for whom, and what an answer is in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from help_at_hand.cases.enums import Way
from help_at_hand.cases.forms import (
    AgeForm,
    NameForm,
    QuestionForm,
    ReachForm,
    RegionForm,
    SafeForm,
    TimesForm,
    WayForm,
    WordsForm,
)

type Answers = Mapping[str, Any]


def always(answers: Answers) -> bool:
    return True


def by_phone(answers: Answers) -> bool:
    return answers.get("way") in (Way.PHONE, Way.TEXT)


@dataclass(frozen=True, slots=True)
class Step:
    """One page of the journey, at /help/write/<slug>/. `applies` says of whom it is asked."""

    slug: str
    form: type[QuestionForm]
    name: Promise
    stone: int
    applies: Callable[[Answers], bool] = always

    @property
    def field(self) -> str:
        return next(iter(self.form.base_fields))


STEPS: tuple[Step, ...] = (
    Step("safe", SafeForm, _("Are you safe?"), 1),
    Step("words", WordsForm, _("What you tell us"), 2),
    Step("way", WayForm, _("How we answer"), 3),
    Step("number", ReachForm, _("Your phone number"), 3, by_phone),
    Step("times", TimesForm, _("When it is safe"), 3, by_phone),
    Step("age", AgeForm, _("How old you are"), 4),
    Step("area", RegionForm, _("Where you live"), 4),
    Step("name", NameForm, _("What we call you"), 4),
)
STONES = 5  # the last one is the page that checks
ENOUGH = "words"  # from this page on a child may send at once and skip the rest


def find(slug: str) -> Step | None:
    """Return the step at `slug`, whoever is asked it."""
    return next((step for step in STEPS if step.slug == slug), None)


def steps(answers: Answers) -> Iterator[Step]:
    """Yield the steps that are asked of whoever gave `answers`."""
    return (step for step in STEPS if step.applies(answers))


def due(answers: Answers) -> Step | None:
    """Return the first step without an answer, None when all are there."""
    return next((step for step in steps(answers) if step.field not in answers), None)


def can_send(answers: Answers) -> bool:
    """Whether there is something to send: the words, and a number for whoever asked us to call."""
    if not answers.get("words"):
        return False
    return not by_phone(answers) or bool(answers.get("reach"))


def in_words(step: Step, answers: Answers) -> str:
    """Return the answer of `step` as the child reads it."""
    field = step.form().fields[step.field]
    given = answers.get(step.field, "")
    if not isinstance(field, forms.ChoiceField):
        return str(given) or "–"
    labels: dict[str, Any] = dict(field.widget.choices)
    picked = given if isinstance(given, list) else [given]
    return ", ".join(str(labels[each]) for each in picked if each in labels) or "–"
