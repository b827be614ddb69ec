"""One question a page, and the code that opens one's own wish."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from geography.names import region_choices
from people import code_form
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


class CodeForm(HearsHarm, code_form.CodeForm):
    """The code of a wish."""

    opens = Wish
    missing = _("Type the code you wrote down.")
    unknown = _("We can't find this code. Look at each letter again.")
