"""One question a page, and the code that opens one's own wish."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from geography.names import region_choices
from people import codes
from people.ages import AgeBand
from safeguarding.forms import HearsHarm
from takeover.wishes.models import LONGEST, Wish

UNSAID = "unsaid"


class WishForm(HearsHarm, forms.Form):
    """The wish itself: short, so that it is a wish and no letter."""

    words = forms.CharField(
        label=_("What do you want to take over?"),
        help_text=_("One sentence is best. Like: I want to run a zoo for a day."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        error_messages={
            "required": _("Write your wish first. A few words are fine."),
            "max_length": _("That is a bit long. Use 140 letters or fewer."),
        },
    )

    def clean_words(self) -> str:
        """Put it on one line."""
        return " ".join(str(self.cleaned_data["words"]).split())


class RegionForm(forms.Form):
    """A big area and never anything finer (S2); saying nothing is as easy as saying it."""

    region = forms.ChoiceField(
        label=_("Where do you live?"),
        help_text=_("Just the big area. We show it with your wish."),
        widget=forms.RadioSelect,
        error_messages={"required": _("Pick an area, or pick 'I'd rather not say'.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["region"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(UNSAID, _("I'd rather not say")), *region_choices()]


class AgeForm(forms.Form):
    """A band, never a birthday (S18)."""

    age_band = forms.ChoiceField(
        label=_("How old are you?"),
        help_text=_("We do not show it with your wish."),
        choices=AgeBand.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pick your age. A group of ages is all we need.")},
    )


class CodeForm(HearsHarm, forms.Form):
    """The code of a wish, as forgiving as people.codes.find."""

    code = forms.CharField(
        label=_("What is your code?"),
        help_text=_("It looks like this: 7K3-PLUM-RIVER. Small letters are fine too."),
        max_length=60,
        widget=forms.TextInput(
            attrs={"class": "input input--code", "autocomplete": "off", "spellcheck": "false", "dir": "ltr"}
        ),
        error_messages={"required": _("Type the code you wrote down.")},
    )

    def clean_code(self) -> str:
        """Find the wish; raises a kind error when there is none."""
        code = str(self.cleaned_data["code"])
        found = codes.find(code)
        subject: Any = found.subject if found is not None else None
        if not isinstance(subject, Wish):
            raise forms.ValidationError(_("We can't find this code. Look at each letter again."))
        self.wish = subject
        return code
