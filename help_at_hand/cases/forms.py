"""One question a page, and the code that opens our answer.

Browsers with help for spelling may send what is typed to their makers: the attributes below ask them not to.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from geography.names import region_choices
from help_at_hand.cases.enums import UNSAID, Safe, Time, Way
from help_at_hand.cases.models import Case
from people import codes
from people.ages import AgeBand
from people.phones import PhoneField

LONGEST = 4000  # letters
LONGEST_NAME = 60
_QUIET = {
    "autocomplete": "off",
    "autocorrect": "off",
    "spellcheck": "false",
    "writingsuggestions": "false",
    "data-gramm": "false",
}


class QuestionForm(forms.Form):
    """One question of the journey."""


class SafeForm(QuestionForm):
    """First of all: whoever is in danger reads numbers before anything else is asked."""

    safe = forms.ChoiceField(
        label=_("Are you safe right now?"),
        choices=Safe.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pick one. 'I don't know' is fine.")},
    )


class WordsForm(QuestionForm):
    """What happened, in the child's own words and language."""

    words = forms.CharField(
        label=_("What do you want to tell us?"),
        help_text=_("It can be short. You can write in your own language."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8, **_QUIET}),
        error_messages={
            "required": _("Write a few words first. 'Please help' is fine."),
            "max_length": _("That is very long. Send the first part now. You can write more later."),
        },
    )


class WayForm(QuestionForm):
    way = forms.ChoiceField(
        label=_("How can we answer you?"),
        help_text=_("The code is the safest. Nobody else can see it."),
        choices=Way.choices,
        initial=Way.CODE,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pick one way.")},
    )


class ReachForm(QuestionForm):
    """Only of those who asked us to call or text."""

    reach = PhoneField(
        label=_("What is your phone number?"),
        help_text=_("If someone else picks up, we say nothing about you."),
        bare=True,
        widget=forms.TelInput(attrs={"class": "input input--short"}),
        attrs=_QUIET,
        error_messages={"required": _("Type the number, or go back and pick the code.")},
    )


class TimesForm(QuestionForm):
    times = forms.MultipleChoiceField(
        label=_("When is it safe?"),
        help_text=_("Think of a time when nobody listens. Pick one or more."),
        choices=Time.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Pick one or more.")},
    )


class AgeForm(QuestionForm):
    """A band, never a birthday (S18); saying nothing is as easy as saying it."""

    age_band = forms.ChoiceField(
        label=_("How old are you?"),
        choices=[*AgeBand.choices, (UNSAID, _("I'd rather not say"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Pick one. 'I'd rather not say' is fine.")},
    )


class RegionForm(QuestionForm):
    """A big area (S2): rules and people to ask differ from place to place."""

    region = forms.ChoiceField(
        label=_("Where do you live?"),
        help_text=_("Just the big area."),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pick one. 'I'd rather not say' is fine.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["region"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*region_choices(), (UNSAID, _("I'd rather not say"))]


class NameForm(QuestionForm):
    name = forms.CharField(
        label=_("What should we call you?"),
        help_text=_("It can be a made-up name. You can leave it empty."),
        max_length=LONGEST_NAME,
        required=False,
        widget=forms.TextInput(attrs=_QUIET),
        error_messages={"max_length": _("That is a bit long. Use a short one.")},
    )


class MoreForm(forms.Form):
    """Writing on, below our answer."""

    words = forms.CharField(
        label=_("Do you want to write more?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5, **_QUIET}),
        error_messages={
            "required": _("Write a few words first."),
            "max_length": _("That is very long. Send the first part now. You can write more later."),
        },
    )


class CodeForm(forms.Form):
    """The code of a case, as forgiving as people.codes.find."""

    code = forms.CharField(
        label=_("What is your code?"),
        help_text=_("It looks like this: 7K3-PLUM-RIVER. Small letters are fine too."),
        max_length=60,
        widget=forms.TextInput(attrs={"class": "input input--code", "dir": "ltr", **_QUIET}),
        error_messages={"required": _("Type the code you wrote down.")},
    )

    def clean_code(self) -> str:
        """Find the case; raises a kind error when there is none."""
        code = str(self.cleaned_data["code"])
        found = codes.find(code)
        subject: Any = found.subject if found is not None else None
        if not isinstance(subject, Case):
            raise forms.ValidationError(_("We can't find this code. Look at each letter again."))
        self.case = subject
        return code
