"""What is asked of leads, of whoever asks for places, and of children (S1, S18, S20, S21)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consent.enums import Care, Party
from people import addresses, code_form, on_the_day
from people.phones import PhoneField
from safeguarding.forms import HearsHarm
from takeover.challenges.models import Challenge
from takeover.forms import AnswerForm
from takeover.sign_ups import rules
from takeover.sign_ups.enums import Ages, Asker, GroupKind
from takeover.sign_ups.models import Key, SignUp

_EMAIL_ERRORS = {
    "required": _("Type your e-mail address."),
    "invalid": _("Type an e-mail address like sam@post.example."),
}


class WhoForm(forms.Form):
    """Which group it is."""

    kind = forms.ChoiceField(
        label=_("What kind of group is it?"),
        choices=GroupKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a kind.")},
    )
    name = forms.CharField(
        label=_("Name of your school, club or group"),
        max_length=120,
        error_messages={"required": _("Type the name of your group.")},
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )


class YouForm(forms.Form):
    """Who leads it."""

    lead_name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        error_messages={"required": _("Type your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    role = forms.CharField(
        label=_("What you do there"),
        help_text=_("For example: teacher, youth worker."),
        max_length=120,
        error_messages={"required": _("Type what you do there.")},
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )


class DayForm(forms.Form):
    """Who comes along, and whom the host calls."""

    phone = PhoneField(
        label=_("A phone number that is answered on the day"),
        help_text=_("The host sees it once your places are sure, until a week after the day."),
        error_messages={"required": _("Type a phone number that is answered on the day.")},
    )
    adults = forms.IntegerField(
        label=_("How many adults come along?"),
        min_value=1,
        max_value=30,
        error_messages={
            "required": _("Type a number."),
            "invalid": _("Type a number, such as 2."),
            "min_value": _("A group needs an adult with it."),
            "max_value": _("That is more adults than we expected. Type 30 at most."),
        },
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "input--short"}),
    )


class ReplyForm(HearsHarm, AnswerForm):
    """A lead's answer to our question."""


class SizeForm(forms.Form):
    """How many children come, within what the challenge takes; how old, where that makes a difference."""

    size = forms.IntegerField(
        label=_("How many children?"),
        error_messages={"required": _("Type a number."), "invalid": _("Type a number, such as 6.")},
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "input--short"}),
    )
    ages = forms.ChoiceField(
        label=_("How old are they?"),
        help_text=_("For each child under 16 a grown-up has to say yes too."),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )

    def __init__(self, *args: Any, challenge: Challenge, asker: Asker, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.least, self.most = rules.sizes(challenge, asker)
        self.only_ages = rules.ages_of(challenge, asker)
        size = self.fields["size"]
        if self.least == self.most:
            size.help_text = _("This takeover takes groups of %(most)s only.") % {"most": self.most}
        else:
            size.help_text = _("From %(least)s to %(most)s.") % {"least": self.least, "most": self.most}
        ages = self.fields["ages"]
        assert isinstance(ages, forms.ChoiceField)
        ages.choices = [(one.value, one.label) for one in self.only_ages]
        if len(self.only_ages) == 1:
            del self.fields["ages"]
        if asker == Asker.YOUNG_PERSON:
            del self.fields["size"]

    def clean_size(self) -> int:
        size: int = self.cleaned_data["size"]
        if not self.least <= size <= self.most:
            raise forms.ValidationError(
                _("Type a number from %(least)s to %(most)s.") % {"least": self.least, "most": self.most}
            )
        return size

    @property
    def asked(self) -> tuple[int, Ages]:
        """Return how many places, and which ages, of a valid form."""
        ages = self.cleaned_data.get("ages")
        return self.cleaned_data.get("size", 1), Ages(ages) if ages else self.only_ages[0]


class ProvenForm(SizeForm):
    """The same without an account: an address that a letter with a link goes to."""

    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("We send a link. Nothing is asked for until you press the button there."),
        max_length=addresses.LONGEST,
        error_messages=_EMAIL_ERRORS,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )


class CodeForm(HearsHarm, code_form.CodeForm):
    """The code of a ticket."""

    opens = Key
    missing = _("Type the code from your ticket.")
    unknown = _("We can't find a place with this code. Look at each letter again. Or ask your grown-up.")


class NameForm(HearsHarm, forms.Form):
    """A first name: one word, so that nobody can be found by it (S20)."""

    name = forms.CharField(
        label=_("What is your first name?"),
        help_text=_("Just your first name, or what people call you. We do not need your last name."),
        max_length=on_the_day.LONGEST_NAME,
        error_messages={
            "required": _("Type your first name."),
            "max_length": _("That is long. Type just your first name."),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "class": "input--short"}),
    )

    def clean_name(self) -> str:
        return on_the_day.first_name(self.cleaned_data["name"])


class NeedsForm(HearsHarm, forms.Form):
    """What a child needs on the day; as easy to leave empty as to fill in."""

    needs = forms.CharField(
        label=_("What do you need on the day?"),
        help_text=_("Food you can't eat. A quiet place. A ramp. Or leave it empty. You can change it later."),
        max_length=on_the_day.LONGEST_NEEDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_needs(self) -> str:
        return on_the_day.needs(self.cleaned_data["needs"])


class AgeForm(forms.Form):
    """An age band and never a birthday (S18)."""

    age_band = forms.ChoiceField(
        label=_("How old are you?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )

    def __init__(self, *args: Any, sign_up: SignUp, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["age_band"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(band.value, band.label) for band in rules.bands(sign_up)]


class CareForm(forms.Form):
    """Whether a child is in care: three equal answers, sealed, never shown again (S2, S7)."""

    care = forms.ChoiceField(
        label=_("Do you live with foster carers, or in a children's home?"),
        help_text=_("We ask everybody. Your group's grown-up and the people you visit never see this."),
        choices=[
            (Care.NO.value, _("No")),
            (Care.YES.value, _("Yes")),
            (Care.UNSAID.value, _("I'd rather not say")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the three. Each is fine.")},
    )


class GrownUpForm(forms.Form):
    """Whom we ask for a yes."""

    email = forms.EmailField(
        label=_("Your grown-up's e-mail"),
        help_text=_("We send them a link. They say yes or no there."),
        max_length=addresses.LONGEST,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "inputmode": "email", "dir": "ltr"}),
        error_messages={
            "required": _("Ask your grown-up for their e-mail."),
            "invalid": _("That e-mail looks a bit wrong. It needs an @ and a dot, like sam@post.example."),
        },
    )
    who = forms.ChoiceField(
        label=_("Who are they?"),
        choices=[
            (Party.GUARDIAN.value, _("My parent or carer")),
            (Party.AUTHORITY.value, _("My social worker")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
