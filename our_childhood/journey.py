"""The making journey as one table: which questions there are, in which order, on which stone.

Everything about the order of questions is here and nowhere else; the view only walks it
(docs/features/making-journey.md).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from consent import queries as consent
from consent.enums import Care
from our_childhood.forms import (
    MOST_OTHERS,
    AgeForm,
    Answers,
    CareForm,
    EmailForm,
    FilmForm,
    GrownUpForm,
    IdeaForm,
    MeForm,
    OthersForm,
    QuestionForm,
    RegionForm,
    ShowForm,
    SocialWorkerForm,
    TicksForm,
    person_form,
)
from our_childhood.models import Film

# The five stepping stones: get ready, about you, your film, who to ask, check and send.
STONES = 5
CHECK_STONE = STONES


REPLACING = "replacing"  # in the answers while a journey only brings a new file for a film sent before
CARE_ASKED = "care_asked"  # in the answers when an earlier journey asked; its answer is then under 'care'


def _always(answers: Answers) -> bool:
    return True


def _at_first_sending(answers: Answers) -> bool:
    return not answers.get(REPLACING)


def _in_it(answers: Answers) -> bool:
    return answers.get("me") == "yes"


def _care_matters(answers: Answers) -> bool:
    """Only a child who is in the film is asked, and only once (S2)."""
    return _in_it(answers) and not answers.get(CARE_ASKED)


def _in_care(answers: Answers) -> bool:
    return _in_it(answers) and answers.get("care") == Care.YES


def _there_is(number: int) -> Callable[[Answers], bool]:
    return lambda answers: number - 1 <= int(answers.get("others") or 0)


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
    Step("me", MeForm, 4, _("You in the film")),
    Step("care", CareForm, 4, _("Care"), applies=_care_matters),
    Step("show", ShowForm, 4, _("How we show you"), applies=_in_care),
    Step("others", OthersForm, 4, _("Other people in it")),
    *(
        Step(
            f"person-{number}",
            person_form(number),
            4,
            format_lazy(_("Person {number}"), number=number),
            "our_childhood/make_person.html",
            _there_is(number),
        )
        for number in range(2, MOST_OTHERS + 2)
    ),
    Step(
        "email", EmailForm, 4, _("Your grown-up's e-mail"), "our_childhood/make_email.html", _at_first_sending
    ),
    Step(
        "social-worker",
        SocialWorkerForm,
        4,
        _("Your social worker's e-mail"),
        "our_childhood/make_social_worker.html",
        lambda answers: _in_care(answers) and _at_first_sending(answers),
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


def known(film: Film) -> dict[str, Any]:
    """Return the answers a journey for another file of `film` begins with: care is asked once (S2)."""
    child = consent.person(film, 1)
    return {CARE_ASKED: True, "care": child.care} if child.in_frame else {}
