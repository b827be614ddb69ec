"""How readers narrow the list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from geography import queries as geography
from geography.names import region_name


class NarrowForm(forms.Form):
    """Which region; empty is all of England."""

    region = forms.ChoiceField(label=_("Region"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        region: Any = self.fields["region"]
        region.choices = [
            ("", _("All of England")),
            *((each.code, region_name(each)) for each in geography.regions()),
        ]
