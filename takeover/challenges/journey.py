"""Writing a challenge as one table: which topics there are, and in which order."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from takeover.challenges import forms
from takeover.topics import Journey, Topic

WRITING = Journey(
    (
        Topic("decide", forms.DecideForm, _("What children decide"), "challenges/write_decide.html"),
        Topic("day", forms.DayForm, _("How the day goes")),
        Topic("when", forms.WhenForm, _("When")),
        Topic("area", forms.AreaForm, _("Which area"), "takeover/register_place.html"),
        Topic("address", forms.AddressForm, _("The address")),
        Topic("places", forms.PlacesForm, _("Places and groups")),
        Topic("ages", forms.AgesForm, _("Ages")),
        Topic("access", forms.AccessForm, _("Access")),
        Topic("coming", forms.ComingForm, _("Clothes, food and travel")),
        Topic("arrival", forms.ArrivalForm, _("At the door")),
    )
)
