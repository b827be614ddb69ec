"""Say which local authority: type its name, or a part; pick one when several fit. No JavaScript."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from geography import queries
from geography.models import LocalAuthority

POSTCODE = re.compile(r"\b[a-z]{1,2}[0-9][0-9a-z]?\s*([0-9][a-z]{2})?\s*$", re.IGNORECASE)


class AuthorityForm(forms.Form):
    """Two fields at most: words, and, once several authorities fit them, a choice of those.

    `chosen` is the authority when there is exactly one answer, else None.
    """

    words = forms.CharField(
        label=_("Your local council"),
        help_text=_("Type its name or a part of it. For example: Leeds."),
        max_length=queries.LONGEST_WORDS,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    authority = forms.ModelChoiceField(
        label=_("Which one is it?"),
        queryset=LocalAuthority.objects.none(),
        widget=forms.RadioSelect,
        required=False,
        empty_label=None,
    )
    chosen: LocalAuthority | None = None

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        self.found = queries.search(self.data.get(self.add_prefix("words"), "")) if self.is_bound else []
        if len(self.found) > 1:
            codes = [authority.pk for authority in self.found]
            self.fields["authority"].queryset = queries.authorities().filter(pk__in=codes)  # type: ignore[attr-defined]
        else:
            del self.fields["authority"]

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        if POSTCODE.search(words):
            raise forms.ValidationError(_("We cannot look up postcodes. Type the council's name."))
        if not self.found:
            raise forms.ValidationError(_("We do not know this council. Try another word of its name."))
        return words

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if len(self.found) == 1 and not self.errors:
            self.chosen = self.found[0]
        elif len(self.found) > 1:
            self.chosen = said.get("authority")
            if self.chosen is None and "authority" not in self.errors:
                self.add_error("authority", _("Several councils fit. Pick yours."))
        return said
