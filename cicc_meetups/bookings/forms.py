"""What a worker says of who comes: numbers and needs, and no names."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cicc_meetups.bookings.enums import Travel
from cicc_meetups.bookings.models import MOST_ADULTS, MOST_YOUNG_PEOPLE
from moderation.looking_again import LooksAgain
from people.ages import AgeBand
from safeguarding.forms import HearsHarm

# Councils' members are of school age.
BANDS = (AgeBand.UNDER_10, AgeBand.UNDER_13, AgeBand.UNDER_16, AgeBand.UNDER_18)


def _how_many(band: AgeBand, most: int) -> forms.IntegerField:
    wrong = _("Write a number between 0 and %(most)s.") % {"most": most}
    return forms.IntegerField(
        label=_("How many are %(ages)s?") % {"ages": band.label},
        min_value=0,
        max_value=most,
        initial=0,
        error_messages={"required": wrong, "invalid": wrong, "min_value": wrong, "max_value": wrong},
    )


class AgesForm(forms.Form):
    """A number for each age band; `most` says how many of each there can be."""

    none = _("Write how many young people it is about.")

    def __init__(self, *args: Any, most: dict[AgeBand, int] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bands = BANDS if most is None else tuple(most)
        fields = {
            band.name.lower(): _how_many(band, MOST_YOUNG_PEOPLE if most is None else most[band])
            for band in self.bands
        }
        self.fields = fields | self.fields

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not sum(self.ages().values()):
            self.add_error(self.bands[0].name.lower(), self.none)
        return cleaned

    def ages(self) -> dict[AgeBand, int]:
        """Return how many of each age."""
        return {band: self.cleaned_data.get(band.name.lower()) or 0 for band in self.bands}


class AskForm(HearsHarm, LooksAgain, AgesForm):
    """Who comes, how, and with what needs; never a name."""

    READ = ("needs",)
    adults = forms.IntegerField(
        label=_("How many grown-ups come with them?"), min_value=1, max_value=MOST_ADULTS, initial=1
    )
    travel = forms.ChoiceField(label=_("How do you travel?"), choices=Travel.choices, initial=Travel.UNSURE)
    travel_money = forms.BooleanField(label=_("We would like money for travel"), required=False)
    needs = forms.CharField(
        label=_("What do they need to take part?"),
        help_text=_("Food, access, a quiet place. No names."),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    key = forms.CharField(max_length=40, widget=forms.HiddenInput, initial=lambda: secrets.token_hex(16))
