"""Narrowing the desk's list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from geography.models import Region
from moderation.models import EditorialCheck, SafeguardingCheck
from our_childhood.enums import AgeBand
from our_childhood.models import Prompt


class DeskFilters(forms.Form):
    """By check, age band, region, question and words; anything unknown narrows nothing."""

    check = forms.ChoiceField(
        label=_("Check"),
        required=False,
        choices=[("", _("Any")), ("safeguarding", _("Safeguarding")), ("editorial", _("Editorial"))],
    )
    age_band = forms.ChoiceField(label=_("Age"), required=False, choices=[("", _("Any")), *AgeBand.choices])
    region = forms.ModelChoiceField(
        label=_("Region"), required=False, queryset=Region.objects, empty_label=_("Any")
    )
    prompt = forms.ModelChoiceField(
        label=_("Question"), required=False, queryset=Prompt.objects, empty_label=_("Any")
    )
    q = forms.CharField(label=_("Title"), required=False, max_length=80)

    def narrow(self, films: QuerySet[Any]) -> QuerySet[Any]:
        """Return `films` that fit."""
        if not self.is_valid():
            return films
        asked = self.cleaned_data
        if asked["check"]:
            kind = SafeguardingCheck if asked["check"] == "safeguarding" else EditorialCheck
            films = films.filter(task_id__in=kind.objects.values_list("pk", flat=True))
        for name in ("age_band", "region", "prompt"):
            if asked[name]:
                films = films.filter(**{name: asked[name]})
        if asked["q"]:
            films = films.filter(title__icontains=asked["q"])
        return films
