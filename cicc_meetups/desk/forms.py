"""What whoever looks at a council's worker fills in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from moderation.checked import Seen


class _Words(forms.CharField):
    def __init__(self, **kwargs: object) -> None:
        super().__init__(max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), **kwargs)  # type: ignore[arg-type]


class FindForm(forms.Form):
    """Which workers to list; a plain GET."""

    q = forms.CharField(label=_("Council or authority"), max_length=80, required=False)
    queue = forms.ChoiceField(label=_("State"), required=False)

    def __init__(self, *args: Any, queues: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["queue"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = queues


class CheckedForm(forms.Form):
    """The council is real, and this person may speak for it."""

    words = _Words(label=_("What did you see, and how?"), help_text=_("The worker does not read this."))
    ends_date = forms.DateField(
        label=_("It counts until"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        initial=lambda: timezone.localdate() + timedelta(days=365),
    )

    def clean_ends_date(self) -> date:
        day: date = self.cleaned_data["ends_date"]
        if day <= timezone.localdate():
            raise forms.ValidationError(_("Choose a day that is to come."))
        return day


class AskedForm(forms.Form):
    words = _Words(label=_("What do you want to know?"), help_text=_("The worker reads this and answers."))


class RefusedForm(forms.Form):
    words = _Words(label=_("Why not?"), help_text=_("The worker reads this."))


FORMS: dict[Seen, type[forms.Form]] = {
    Seen.CHECKED: CheckedForm,
    Seen.ASKED: AskedForm,
    Seen.REFUSED: RefusedForm,
}
BUTTONS = {
    Seen.CHECKED: _("Checked"),
    Seen.ASKED: _("Ask the worker"),
    Seen.REFUSED: _("Refuse"),
}
