"""What everybody narrows the list by."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cicc_meetups.promises.enums import PromiseState
from geography.names import region_choices


class FilterForm(forms.Form):
    """Which promises to read; a plain GET."""

    region = forms.ChoiceField(label=_("Where"), required=False)
    state = forms.ChoiceField(
        label=_("How far"), required=False, choices=[("", _("All")), *PromiseState.choices]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["region"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("All of England")), *region_choices()]
