"""What staff fill in to commend by hand."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from takeover.commendations.enums import Level


class GiveForm(forms.Form):
    """A level and why."""

    level = forms.TypedChoiceField(
        label=_("Level"), choices=Level.choices, coerce=lambda value: Level(int(value))
    )
    words = forms.CharField(
        label=_("Why"),
        help_text=_("One or two sentences that everybody reads. No names of children."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
