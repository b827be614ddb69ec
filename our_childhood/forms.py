"""One form a question of the making journey. No free text: nothing a child could give away (S1, S20)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db import models
from django.forms.boundfield import BoundField, BoundWidget
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from consent.enums import Care
from geography.names import region_choices
from our_childhood import prompts
from our_childhood.enums import AgeBand
from people import addresses

Answers = Mapping[str, Any]

OWN_IDEA = "own"
UNSAID = "unsaid"
ELSEWHERE = "elsewhere"
MOST_OTHERS = 8  # more would be a crowd in which nobody can be asked by name


class QuestionForm(forms.Form):
    """One question. `answers` are those given so far; `cleaned_data` is what gets added to them."""

    required_css_class = "is-required"

    def __init__(self, *args: Any, answers: Answers, **kwargs: Any) -> None:
        self.answers = answers
        kwargs.setdefault("initial", dict(answers))
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def summary(self) -> str:
        """Return the answer in words, for the page where it is checked."""
        for name, field in self.fields.items():
            if isinstance(field, forms.ChoiceField):
                labels = dict(field.widget.choices)
                return str(labels.get(self.answers.get(name, ""), ""))
        return ""


class GrownUpForm(QuestionForm):
    """Is somebody there to help? Those of 13 and over may go on alone (S5, S7)."""

    grown_up = forms.ChoiceField(
        label=_("Is a grown‑up with you?"),
        help_text=_("A teacher, parent, carer or social worker is fine."),
        choices=[
            ("yes", _("Yes, a grown-up is here")),
            ("alone", _("No. I am 13 or older and can go on")),
            ("no", _("Not yet")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pick one, so we know someone can help you.")},
    )


class IdeaForm(QuestionForm):
    """Which question the film answers; 'my own idea' carries no text."""

    prompt = forms.ChoiceField(
        label=_("What is your film about?"),
        help_text=_("Pick a question, or use your own idea."),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Pick a question, or pick 'My own idea'."),
            "invalid_choice": _("That question has gone. Please pick another one."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = {str(question.key): question for question in prompts.questions(pictures=True)}
        field = self.fields["prompt"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            *((key, question.text) for key, question in self.questions.items()),
            (OWN_IDEA, _("My own idea")),
        ]

    def cards(self) -> list[tuple[BoundWidget, prompts.Question | None]]:
        """Return each choice with its question, for its picture and ages; None for 'my own idea'."""
        return [(radio, self.questions.get(str(radio.data["value"]))) for radio in self["prompt"]]


class AgeForm(QuestionForm):
    """An age band, never a birthday (S18)."""

    age_band = forms.ChoiceField(
        label=_("How old are you?"),
        help_text=_("We do not show your age with your film."),
        choices=AgeBand.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pick your age. A group of ages is all we need.")},
    )


class RegionForm(QuestionForm):
    """A region and never anything finer (S2); saying nothing is as easy as saying it."""

    region = forms.ChoiceField(
        label=_("Where do you live?"),
        help_text=_("Just the big area. We do not show it with your film."),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pick an area, or pick 'I'd rather not say'.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["region"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (UNSAID, _("I'd rather not say")),
            *region_choices(),
            (ELSEWHERE, _("I don't live in England")),
        ]


class FilmProblem(models.TextChoices):
    """Why the film's page is shown again."""

    NOT_PICKED = "not_picked", _("Pick your film first. Then press 'Next'.")
    NOT_ALL_HERE = "not_all_here", _("That film is not all here yet. Pick it again to carry on.")
    EMPTY = "empty", _("That file has nothing in it. Try to pick your film again.")
    TOO_BIG = "too_big", _("That film is too big for us. Film it again, but shorter.")
    NO_ROOM = (
        "no_room",
        _("We have no room right now. Your film is still safe on your phone. Try again later."),
    )
    LOST = "lost", _("That film didn't get here. It is still safe on your phone. Try again.")


class FilmForm(QuestionForm):
    """The file itself. Not required here: it may already have come in pieces (docs/features/upload.md)."""

    film = forms.FileField(
        label=_("Choose a film from this phone or tablet"),
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": "video/*"}),
    )

    def refuse(self, why: FilmProblem) -> None:
        """Say why there is no film yet; every other answer stays."""
        self.add_error("film", forms.ValidationError(why.label, code=why.value))


class TicksForm(QuestionForm):
    """Three things to look for before sending; all three must hold (S19, S20)."""

    people = forms.BooleanField(
        label=_("Only people who said yes are in it"),
        error_messages={"required": _("Ask each person in your film. Then tick 'Only people who said yes'.")},
    )
    signs = forms.BooleanField(
        label=_("You can't see a school badge, street sign or door number"),
        error_messages={"required": _("Look for badges, signs and door numbers. Then tick that box.")},
    )
    names = forms.BooleanField(
        label=_("Nobody says a last name, school or address"),
        error_messages={"required": _("Listen for last names, schools and addresses. Then tick that box.")},
    )

    def summary(self) -> str:
        return str(_("You looked, and all three are right"))


class MeForm(QuestionForm):
    """Whether the child can be seen or heard: the reviewers count, and care matters only then (S19)."""

    me = forms.ChoiceField(
        label=_("Are you in your film?"),
        help_text=_("Your face, your voice, or any part of you."),
        choices=[("yes", _("Yes. You can see me or hear me")), ("no", _("No. You can't see or hear me"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pick one, so we know who to look for.")},
    )


class CareForm(QuestionForm):
    """Asked only of a child who is in the film; the answer is sealed, and not saying is as easy (S2, S7)."""

    care = forms.ChoiceField(
        label=_("Do you live in care?"),
        help_text=_("That can be a foster home or a children's home. Then we take extra care of your film."),
        choices=[(Care.YES, _("Yes")), (Care.NO, _("No")), (Care.UNSAID, _("I'd rather not say"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pick one. You can pick 'I'd rather not say'.")},
    )

    def summary(self) -> str:
        """Say that there is an answer, and not which: somebody may be looking over a shoulder."""
        return str(_("You gave us an answer"))


class ShowForm(QuestionForm):
    """How a child in care wants to be shown: as they are, by voice alone, or in a drawing (S7)."""

    show = forms.ChoiceField(
        label=_("How should we show you?"),
        help_text=_("You can stay hidden. Your film counts just as much."),
        choices=[
            ("all", _("Show my film as it is")),
            ("voice", _("Only my voice, with a drawn picture")),
            ("drawing", _("A drawing I filmed, with no face and no voice")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pick how we should show you.")},
    )


class OthersForm(QuestionForm):
    """How many others are in the film: each has to say yes, and reviewers count them (S19). No names."""

    others = forms.TypedChoiceField(
        label=_("How many other people are in your film?"),
        help_text=_("Count faces and voices. Do not count yourself."),
        choices=[(0, _("Nobody else")), *((number, str(number)) for number in range(1, MOST_OTHERS + 1))],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pick a number, so we know who to look for.")},
    )

    def summary(self) -> str:
        number = self.answers.get("others")
        return str(number) if number else str(_("Nobody else"))


class PersonForm(QuestionForm):
    """How one other person says yes: their age and their way, and no name (S18, S19)."""

    number: int
    CHOICES = [
        ("older-mail", _("They are 13 or older. E-mail them")),
        ("older-paper", _("They are 13 or older. They sign on paper")),
        ("younger-mail", _("They are under 13. E-mail their grown-up")),
        ("younger-paper", _("They are under 13. Their grown-up signs on paper")),
    ]

    @property
    def how(self) -> BoundField:
        return self[f"p{self.number}"]

    @property
    def email(self) -> BoundField:
        return self[f"p{self.number}_email"]

    def clean(self) -> dict[str, Any]:
        """An address is needed for a letter, and dropped where there is none to be sent (S1)."""
        cleaned = super().clean() or {}
        how, email = cleaned.get(f"p{self.number}"), f"p{self.number}_email"
        if how and not how.endswith("-mail"):
            cleaned[email] = ""
            self.errors.pop(email, None)
        elif how and not cleaned.get(email) and email not in self.errors:
            self.add_error(email, _("Type the e-mail. Or pick that they sign on paper."))
        return cleaned


def person_form(number: int) -> type[PersonForm]:
    """Return the form about person `number` (from 2): each keeps its answers under names of its own."""
    how = forms.ChoiceField(
        label=format_lazy(_("How does person {number} say yes?"), number=number),
        help_text=_("You are person 1. Do not tell us names."),
        choices=PersonForm.CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pick how they say yes.")},
    )
    email = forms.EmailField(
        label=_("The e-mail, if we should send one"),
        required=False,
        max_length=addresses.LONGEST,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "inputmode": "email", "dir": "ltr"}),
        error_messages={
            "invalid": _("That e-mail looks a bit wrong. It needs an @ and a dot, like sam@post.example."),
        },
    )
    fields = {f"p{number}": how, f"p{number}_email": email, "number": number}
    return type(f"Person{number}Form", (PersonForm,), {"__module__": __name__, **fields})


class SocialWorkerForm(QuestionForm):
    """The address of whoever says yes for the authority; a child who does not know it goes on (S7)."""

    social_worker = forms.EmailField(
        label=_("Your social worker's e-mail"),
        help_text=_("They help to look after you. So they have to say yes too."),
        required=False,
        max_length=addresses.LONGEST,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "inputmode": "email", "dir": "ltr"}),
        error_messages={
            "invalid": _("That e-mail looks a bit wrong. It needs an @ and a dot, like sam@post.example."),
        },
    )

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        if data is not None and "skip" in data:
            data = {}  # not knowing drops what was typed, right or wrong
        super().__init__(data, *args, **kwargs)

    def summary(self) -> str:
        return self.answers.get("social_worker") or str(_("You don't know it"))


class EmailForm(QuestionForm):
    """A grown-up's address: needed under 13 (S7), otherwise as easy to skip as to give (S4)."""

    email = forms.EmailField(
        label=_("Your grown‑up's e‑mail"),
        required=False,
        max_length=addresses.LONGEST,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "inputmode": "email", "dir": "ltr"}),
        error_messages={
            "invalid": _("That e-mail looks a bit wrong. It needs an @ and a dot, like sam@post.example."),
        },
    )

    def __init__(self, data: Any = None, *args: Any, answers: Answers, **kwargs: Any) -> None:
        self.needed = needs_guardian(answers)
        if data is not None and "skip" in data and not self.needed:
            data = {}  # skipping drops what was typed, right or wrong
        super().__init__(data, *args, answers=answers, **kwargs)
        self.fields["email"].required = self.needed
        self.fields["email"].help_text = (
            _("We ask them if we can show your film. They get one link. They can say yes or no.")
            if self.needed
            else _("You do not have to give one. We only use it to tell them about your film.")
        )
        self.fields["email"].error_messages["required"] = _(
            "Ask your grown-up for their e-mail. They need to say yes."
        )

    def summary(self) -> str:
        return self.answers.get("email") or str(_("You skipped this one"))


def needs_guardian(answers: Answers) -> bool:
    """Return whether a grown-up must say yes: under 13, or no age given yet (S7)."""
    try:
        return AgeBand(answers.get("age_band", "")).needs_guardian
    except ValueError:
        return True
