"""What whoever looks for a council's worker fills in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class FindForm(forms.Form):
    """Which workers to list; a plain GET."""

    q = forms.CharField(label=_("Council or authority"), max_length=80, required=False)
    queue = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, *args: Any, queues: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["queue"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = queues
