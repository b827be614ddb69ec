"""What somebody may look for on /takeovers/, as a plain GET form; and the one address of each filter."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from geography.models import LocalAuthority
from geography.names import region_name
from people.ages import AgeBand
from takeover.challenges.enums import Access
from takeover.challenges.finding import Filter
from takeover.challenges.models import LARGEST
from takeover.enums import HostKind

_UNKNOWN = {"invalid_choice": _("Pick one from the list.")}


class DayField(forms.DateField):
    """A day of the calendar, as the browser's own picker sends it or as it is written in England."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {"invalid": _("Type a day like 20/11/2026.")}

    def __init__(self, *, label: Any) -> None:
        super().__init__(label=label, required=False, input_formats=["%Y-%m-%d", "%d/%m/%Y"])


class FilterForm(forms.Form):
    """Every field may be left empty. What is not understood is left out, and `left_out` names it."""

    region = forms.ChoiceField(label=_("Where?"), required=False, error_messages=_UNKNOWN)
    area = forms.CharField(required=False, widget=forms.HiddenInput)
    kind = forms.ChoiceField(
        label=_("What kind of place?"),
        choices=[("", _("Any place")), *HostKind.choices],
        required=False,
        error_messages=_UNKNOWN,
    )
    since = DayField(label=_("From this day"))
    until = DayField(label=_("Up to this day"))
    age = forms.ChoiceField(
        label=_("How old are you?"),
        choices=[("", _("Any age")), *AgeBand.choices],
        required=False,
        error_messages=_UNKNOWN,
    )
    of_us = forms.IntegerField(
        label=_("How many of you?"),
        help_text=_("We show places with room for all of you."),
        min_value=1,
        max_value=LARGEST,
        required=False,
        error_messages={
            "invalid": _("Type a number, like 12."),
            "min_value": _("Type 1 or more."),
            "max_value": _("Nowhere is that big. Type a smaller number."),
        },
        widget=forms.NumberInput(attrs={"class": "input--short", "min": 1}),
    )
    access = forms.MultipleChoiceField(
        label=_("What do you need there?"),
        help_text=_("We show places that have all you tick."),
        choices=Access.choices,
        required=False,
        error_messages={"invalid_choice": _("Tick what is in the list.")},
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any, *, areas: dict[str, LocalAuthority]) -> None:
        """`areas` are England's authorities by code, read with their regions."""
        super().__init__(data, label_suffix="")
        self.areas = areas
        region = self.fields["region"]
        assert isinstance(region, forms.ChoiceField)
        regions = sorted({each.region for each in areas.values()}, key=str)
        region.choices = [("", _("All of England")), *((each.code, region_name(each)) for each in regions)]

    def clean_area(self) -> str:
        area: str = self.cleaned_data["area"]
        if area and area not in self.areas:
            raise forms.ValidationError(_("Pick an area from the list."))
        return area

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error("until", _("This day is before the first one."))
        return given

    @property
    def wanted(self) -> Filter:
        """Return what was asked and understood."""
        self.full_clean()
        given = self.cleaned_data
        region = given.get("region") or ""
        return Filter(
            region=region,
            area="" if region else given.get("area") or "",  # it was only carried along
            kind=given.get("kind") or "",
            since=given.get("since"),
            until=given.get("until"),
            age=given.get("age") or "",
            of_us=given.get("of_us") or 0,
            access=tuple(code for code in Access.values if code in (given.get("access") or ())),
        )

    @property
    def left_out(self) -> list[str]:
        """Return the labels, quoted, of the fields that were not understood."""
        return [f"“{self.fields[name].label or _('Area')}”" for name in self.errors]
