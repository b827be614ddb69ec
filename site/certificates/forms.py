"""The number somebody has in front of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from certificates import numbers


class NumberForm(forms.Form):
    """A certificate's number, however it is written. Sent by GET: the page sets no cookie."""

    number = forms.CharField(
        label=_("What is the number?"),
        help_text=_("It has 12 letters and digits, like H4KP-92QX-7RMB."),
        max_length=60,
        widget=forms.TextInput(attrs={"class": "input--code", "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Type the number on the certificate.")},
    )

    def clean_number(self) -> Any:
        """Return it bare."""
        number = numbers.squeeze(self.cleaned_data["number"])
        if not number:
            raise forms.ValidationError(_("A number has 12 letters and digits. Look at it again."))
        return number
