"""One question a page. Nothing is asked that could name anybody."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from geography.forms import AuthorityForm
from pledge.mirror.enums import Happened
from safeguarding.forms import HearsHarm

LONGEST = 500


class PlaceForm(HearsHarm, AuthorityForm):
    """The council that looks after the child, or nothing: saying so is as easy (S2)."""

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, label_suffix="", **kwargs)
        self.fields["words"].label = _("Which council looks after you?")
        self.fields["words"].help_text = _("Type its name or a part of it. Like: Leeds.")


class HappenedForm(forms.Form):
    """One promise."""

    happened = forms.TypedChoiceField(
        coerce=lambda value: Happened(int(value)),
        choices=Happened.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Pick one. 'I don't know' is fine too.")},
    )

    def __init__(self, data: Any = None, *, question: str, **kwargs: Any) -> None:
        super().__init__(data, label_suffix="", **kwargs)
        self.fields["happened"].label = question


class MoreForm(HearsHarm, forms.Form):
    """A sentence, if they like. It is never shown to anybody but us."""

    more = forms.CharField(
        label=_("Do you want to tell us more?"),
        help_text=_("You can leave this empty. Only our team reads it. Please write no names."),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off"}),
        error_messages={"max_length": _("That is a bit long. Use 500 letters or fewer.")},
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, label_suffix="", **kwargs)
