"""What somebody who checks hosts fills in."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from moderation.enums import Verdict
from moderation.forms import ReasonChoice
from moderation.models import Reason
from takeover.answers import Answers
from takeover.enums import Proof

QUESTION = "host-question"
_YEAR = timedelta(days=365)


class TickForm(forms.Form):
    """'Checked by X on date': who and when follow from the act; this is what was seen (S26)."""

    evidence = forms.CharField(
        label=_("What did you see, and how?"),
        help_text=_("Certificate read, number called, register looked up: enough for a colleague to follow."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    ends_date = forms.DateField(
        label=_("It counts up to and including"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, proof: Proof, answers: Answers, **kwargs: Any) -> None:
        said = parse_date(str(answers.get("insurance_ends") or "")) if proof == Proof.INSURANCE else None
        kwargs.setdefault("initial", {"ends_date": said or timezone.localdate() + _YEAR})
        super().__init__(*args, **kwargs)

    def clean_ends_date(self) -> Any:
        day = self.cleaned_data["ends_date"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("This day is over."))
        return day


class ApproveForm(forms.Form):
    """`note` is for colleagues."""

    note = forms.CharField(
        label=_("Note for colleagues"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AskForm(forms.Form):
    """A question; the host reads these words after signing in."""

    words = forms.CharField(
        label=_("Your question"),
        help_text=_("The host reads exactly this."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class RefuseForm(ApproveForm):
    """The reason's reply is what the host reads; `codes` is how those reasons' codes begin."""

    codes: ClassVar[str] = "host-"
    field_order = ["reason", "note"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = ReasonChoice(
            label=_("Reason"),
            queryset=Reason.objects.filter(verdict=Verdict.REFUSE, active=True, code__startswith=self.codes),
            to_field_name="code",
            help_text=_("The host reads the reply that goes with it."),
        )
        self.order_fields(self.field_order)


FORMS: dict[Verdict, type[forms.Form]] = {
    Verdict.APPROVE: ApproveForm,
    Verdict.ASK_CHANGE: AskForm,
    Verdict.REFUSE: RefuseForm,
}
