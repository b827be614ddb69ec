"""What whoever looks at somebody from outside fills in (S26)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from moderation.checked import Seen


class _Words(forms.CharField):
    def __init__(self, **kwargs: object) -> None:
        super().__init__(max_length=2000, widget=forms.Textarea(attrs={"rows": 3}), **kwargs)  # type: ignore[arg-type]


class CheckedForm(forms.Form):
    """They are who they say, and speak for what they say they do. `counts_for` is offered, not imposed."""

    counts_for: ClassVar[timedelta] = timedelta(days=365)
    words = _Words(label=_("What did you see, and how?"), help_text=_("Only our team reads this."))
    ends_date = forms.DateField(
        label=_("It counts until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ends_date"].initial = timezone.localdate() + self.counts_for

    def clean_ends_date(self) -> date:
        day: date = self.cleaned_data["ends_date"]
        if day <= timezone.localdate():
            raise forms.ValidationError(_("Choose a day that is to come."))
        return day


class AskedForm(forms.Form):
    words = _Words(label=_("What do you want to know?"), help_text=_("They read this and answer."))


class RefusedForm(forms.Form):
    words = _Words(label=_("Why not?"), help_text=_("They read this."))


FORMS: dict[Seen, type[forms.Form]] = {
    Seen.CHECKED: CheckedForm,
    Seen.ASKED: AskedForm,
    Seen.REFUSED: RefusedForm,
}
BUTTONS = {Seen.CHECKED: _("Checked"), Seen.ASKED: _("Ask them"), Seen.REFUSED: _("Refuse")}
