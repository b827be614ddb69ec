"""The making journey as one table: which questions there are, in which order, on which stone.

Everything about the order of questions is here and nowhere else; the view only walks it
(docs/features/making-journey.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from our_childhood.forms import (
    AgeForm,
    Answers,
    EmailForm,
    FilmForm,
    GrownUpForm,
    IdeaForm,
    OthersForm,
    QuestionForm,
    RegionForm,
    TicksForm,
)

# The five stepping stones: get ready, about you, your film, who to ask, check and send.
STONES = 5
CHECK_STONE = STONES


REPLACING = "replacing"  # in the answers while a journey only brings a new file for a film sent before


def _always(answers: Answers) -> bool:
    return True


def _at_first_sending(answers: Answers) -> bool:
    return not answers.get(REPLACING)


@dataclass(frozen=True, slots=True)
class Step:
    """One question on one page at /films/make/<slug>/; `stone` counts from 1."""

    slug: str
    form: type[QuestionForm]
    stone: int
    short: Promise
    template: str = "our_childhood/make_step.html"
    applies: Callable[[Answers], bool] = _always

    @property
    def fields(self) -> tuple[str, ...]:
        """Names under which this step's answers are kept."""
        return tuple(self.form.base_fields)

    def answered(self, answers: Answers, *, film_is_here: bool) -> bool:
        """Return whether the answers still hold: a question withdrawn or an age changed may undo one."""
        if self.form is FilmForm:
            return film_is_here
        given = {name: answers[name] for name in self.fields if name in answers}
        return len(given) == len(self.fields) and self.form(data=given, answers=answers).is_valid()


STEPS: tuple[Step, ...] = (
    Step("grown-up", GrownUpForm, 1, _("A grown-up is with you"), applies=_at_first_sending),
    Step("idea", IdeaForm, 1, _("What it is about"), "our_childhood/make_idea.html", _at_first_sending),
    Step("age", AgeForm, 2, _("Your age"), applies=_at_first_sending),
    Step("region", RegionForm, 2, _("Where you live"), applies=_at_first_sending),
    Step("film", FilmForm, 3, _("Your film"), "our_childhood/make_film.html"),
    Step("look", TicksForm, 3, _("Quick check"), "our_childhood/make_look.html"),
    Step("others", OthersForm, 4, _("Who is in it")),
    Step(
        "email", EmailForm, 4, _("Your grown-up's e-mail"), "our_childhood/make_email.html", _at_first_sending
    ),
)


def steps(answers: Answers) -> Iterator[Step]:
    """Yield the steps that apply to these answers, in order."""
    return (step for step in STEPS if step.applies(answers))


def find(slug: str, answers: Answers) -> Step | None:
    """Return the step at `slug` if it applies."""
    return next((step for step in steps(answers) if step.slug == slug), None)


def before(step: Step, answers: Answers) -> Step | None:
    """Return the step that comes before, or None at the first."""
    earlier = None
    for candidate in steps(answers):
        if candidate is step:
            return earlier
        earlier = candidate
    return earlier


def after(step: Step, answers: Answers) -> Step | None:
    """Return the step that follows, or None at the last."""
    found = False
    for candidate in steps(answers):
        if found:
            return candidate
        found = candidate is step
    return None


def first_unanswered(answers: Answers, *, film_is_here: bool) -> Step | None:
    """Return the first step still to be answered, or None when all are: nobody skips ahead."""
    return next(
        (step for step in steps(answers) if not step.answered(answers, film_is_here=film_is_here)), None
    )
