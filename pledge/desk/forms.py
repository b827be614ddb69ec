"""How staff narrow the list of signatures; the same for the list and for the table to take away."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from geography.models import Region
from pledge.enums import Kind, Role
from pledge.models import Version


class NarrowForm(forms.Form):
    """Which of them; empty is all."""

    search = forms.CharField(label=_("Organisation or council area"), required=False, max_length=80)
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("All")), *Kind.choices], required=False)
    role = forms.ChoiceField(label=_("What they do"), choices=[("", _("All")), *Role.choices], required=False)
    region = forms.ModelChoiceField(label=_("Region"), queryset=Region.objects.all(), required=False)
    version = forms.ModelChoiceField(
        label=_("Version"), queryset=Version.objects.canonical(), required=False, empty_label=_("All")
    )
    state = forms.ChoiceField(
        label=_("State"),
        choices=[("", _("All")), ("counted", _("counts")), ("waiting", _("waits for its link"))],
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        region: Any = self.fields["region"]
        region.empty_label = _("All")
