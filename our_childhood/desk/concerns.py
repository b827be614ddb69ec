"""Raising a concern about a film, holding it and sealing it: what its own page offers (S17)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from our_childhood.models import Film
from safeguarding import queries
from safeguarding.enums import State, WhySealed
from safeguarding.forms import RaiseForm
from safeguarding.permissions import may

# Not translated: what is typed is what is said on the telephone at night.
WORD = "SEAL"


class SealForm(forms.Form):
    """Why, and the word itself, so that no single click locks a film away."""

    reason = forms.ChoiceField(label=gettext_lazy("Why?"), choices=WhySealed.choices)
    words = forms.CharField(
        label=gettext_lazy("What the police should know"),
        help_text=gettext_lazy("Say at which second. Do not look again to find out."),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    typed = forms.CharField(
        label=gettext_lazy("Type SEAL"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "dir": "ltr"}),
    )

    def clean_typed(self) -> str:
        typed = str(self.cleaned_data["typed"]).strip().upper()
        if typed != WORD:
            raise forms.ValidationError(_("Nothing was done. Type %(word)s exactly."), params={"word": WORD})
        return typed


@dataclass(frozen=True)
class Mine:
    """A concern this reviewer raised: that it is in hand is all they learn of it."""

    raised_at: Any
    state: State


def panel(film: Film, user: Any, *, raising: Any = None, sealing: Any = None) -> dict[str, Any]:
    """Return what parts/concerns.html needs; `raising`, `sealing` are forms with what is wrong in them."""
    concerns = list(queries.concerns(film).with_state().defer("words"))
    is_reader = may(user, "view_concern")
    return {
        "may_raise": may(user, "add_concern"),
        "may_seal": may(user, "add_seal"),
        "is_held": film.held_at is not None,
        "raising": raising or RaiseForm(prefix="concern"),
        "sealing": sealing or SealForm(prefix="seal"),
        "concerns": concerns if is_reader else [],
        "mine": []
        if is_reader
        else [Mine(one.raised_at, one.state) for one in concerns if one.raised_by_id == user.pk],
    }
