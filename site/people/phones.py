"""Phone numbers as people type them, in the digits of any script."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LONGEST = 30  # signs, with blanks and brackets
_NUMBER = re.compile(r"\+?[0-9]{6,15}")
_SIGNS = re.compile("[0-9+()./ \u00a0\u2010-\u2014-]*")
# Address books put these around a number in a text that runs from right to left; nobody sees them.
_UNSEEN = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


class PhoneField(forms.CharField):
    """A phone number: 6 to 15 digits, and blanks, brackets, dots and dashes as they were typed.

    Digits of other scripts become 0 to 9. With `bare` whatever is neither a digit nor a + is left out
    rather than refused. `attrs` are further attributes of the control. Raises ValidationError
    ("invalid") for whatever is no number.
    """

    widget = forms.TelInput
    default_error_messages = {
        "invalid": _("This does not look like a phone number. Look at it again."),
    }

    def __init__(self, *, bare: bool = False, attrs: dict[str, str] | None = None, **kwargs: Any) -> None:
        self.bare = bare
        self.attrs = attrs or {}
        kwargs.setdefault("max_length", LONGEST)
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Numbers run from left to right in every language."""
        return {**super().widget_attrs(widget), "autocomplete": "tel", "dir": "ltr", **self.attrs}

    def to_python(self, value: Any) -> str:
        """Return `value` in the digits 0 to 9."""
        typed = "".join(
            str(int(sign)) if sign.isdecimal() else sign
            for sign in _UNSEEN.sub("", super().to_python(value) or "")
        )
        return (self.bare and _plain(typed)) or typed.strip()

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not (_SIGNS.fullmatch(value) and _NUMBER.fullmatch(_plain(value))):
            raise ValidationError(self.error_messages["invalid"], code="invalid")


def _plain(typed: str) -> str:
    return "".join(sign for sign in typed if sign == "+" or sign.isdecimal())
