"""What a worker says of who comes: first numbers and needs; from four weeks before the day, first names."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cicc_meetups.bookings.enums import Travel
from cicc_meetups.bookings.models import MOST_ADULTS, MOST_YOUNG_PEOPLE, Key, YoungPerson
from cicc_meetups.bookings.young_people import Said
from moderation.looking_again import LooksAgain
from people import code_form, on_the_day
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


class WhoForm(HearsHarm, forms.Form):
    """One first name and needs for each young person (S20): fields `name_<key>` and `needs_<key>`."""

    def __init__(self, *args: Any, people: Sequence[YoungPerson], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people
        for person in people:
            self.fields[f"name_{person.pk}"] = forms.CharField(
                label=_("First name"),
                max_length=on_the_day.LONGEST_NAME,
                required=False,
                initial=person.name,
                error_messages={"max_length": _("That is long. Type just the first name.")},
                widget=forms.TextInput(attrs={"autocomplete": "off", "class": "input--short"}),
            )
            self.fields[f"needs_{person.pk}"] = forms.CharField(
                label=_("What they need on the day"),
                max_length=on_the_day.LONGEST_NEEDS,
                required=False,
                initial=person.needs,
                widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off", "class": "input--low"}),
            )

    def clean(self) -> dict[str, Any]:
        """Ask each answer for no more than a day needs."""
        given = super().clean() or {}
        for person in self.people:
            for field, checked in (("name", on_the_day.first_name), ("needs", on_the_day.needs)):
                name = f"{field}_{person.pk}"
                try:
                    given[name] = checked(given.get(name, ""))
                except forms.ValidationError as error:
                    self.add_error(name, error)
        return given

    def rows(self) -> list[tuple[YoungPerson, forms.BoundField, forms.BoundField]]:
        """Return each young person with both questions."""
        return [(person, self[f"name_{person.pk}"], self[f"needs_{person.pk}"]) for person in self.people]

    def said(self) -> dict[int, Said]:
        """Return what was written, by the young person's key."""
        given = self.cleaned_data
        return {
            person.pk: Said(given[f"name_{person.pk}"], given[f"needs_{person.pk}"]) for person in self.people
        }


class CodeForm(HearsHarm, code_form.CodeForm):
    """The code of a slip."""

    opens = Key
    missing = _("Type the code from your slip.")
    unknown = _("We can't find this code. Look at each letter again. Or ask who gave it to you.")
