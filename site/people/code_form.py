"""The form that takes a code from a receipt, a ticket or a slip: the same question in every programme."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from people import codes


class CodeForm(forms.Form):
    """One code, as forgiving as codes.find. A programme says what it `opens`; `opened` is the row then.

    `missing` and `unknown` are its own words for no code, and for one that opens nothing of it.
    """

    opens: ClassVar[type[models.Model]]
    missing: ClassVar[Any]
    unknown: ClassVar[Any]
    opened: Any = None

    code = forms.CharField(
        label=_("What is your code?"),
        help_text=_("It looks like this: 7K3-PLUM-RIVER. Small letters are fine too."),
        max_length=60,
        widget=forms.TextInput(
            attrs={"class": "input input--code", "autocomplete": "off", "spellcheck": "false", "dir": "ltr"}
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].error_messages["required"] = self.missing

    def clean_code(self) -> str:
        """Find what it opens; raises a kind error when there is none, or it is another programme's."""
        code: str = self.cleaned_data["code"]
        found = codes.find(code)
        subject = found.subject if found is not None else None
        if not isinstance(subject, self.opens):
            raise forms.ValidationError(self.unknown)
        self.opened = subject
        return code
