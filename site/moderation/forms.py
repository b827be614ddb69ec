"""What a reviewer fills in for each verdict."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from moderation.enums import Check, Verdict
from moderation.models import Reason

_NOT_OF_FILMS = r"^(host|challenge|wish|story)-"  # how codes of other things' reasons begin


class ReasonChoice(forms.ModelChoiceField):
    """Sends and takes the reason's code, since Wagtail passes cleaned data on as JSON."""

    def clean(self, value: str) -> str:
        reason = super().clean(value)
        return reason.code if reason is not None else ""


class VerdictForm(forms.Form):
    """`note` is for staff; the child never reads it."""

    note = forms.CharField(
        label=_("Note for colleagues"),
        help_text=_("The child never sees this. No names, please."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class ReasonForm(VerdictForm):
    """Takes a reason of one verdict; its reply is what the child reads."""

    verdict: Verdict
    field_order = ["reason", "note"]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["reason"] = ReasonChoice(
            label=_("Reason"),
            queryset=Reason.objects.filter(verdict=self.verdict, active=True).exclude(
                code__regex=_NOT_OF_FILMS
            ),
            to_field_name="code",
            help_text=_("The child reads the reply that goes with it."),
        )
        self.order_fields(self.field_order)


class RefuseForm(ReasonForm):
    verdict = Verdict.REFUSE


class AskChangeForm(ReasonForm):
    verdict = Verdict.ASK_CHANGE


class HoldForm(ReasonForm):
    verdict = Verdict.HOLD


class ApproveForm(VerdictForm):
    pass


class CountForm(ApproveForm):
    """The first check counts the people in it; whether that many are on record is for the rules (S19)."""

    people = forms.IntegerField(
        label=_("How many people do you see or hear?"),
        help_text=_("Everybody counts, also a voice alone, also whoever made it."),
        min_value=0,
        max_value=99,
    )
    field_order = ["people", "note"]


_FORMS: dict[str, type[VerdictForm]] = {
    Verdict.APPROVE: ApproveForm,
    Verdict.REFUSE: RefuseForm,
    Verdict.ASK_CHANGE: AskChangeForm,
    Verdict.HOLD: HoldForm,
}


def form_for(verdict: str, check: str = "") -> type[VerdictForm]:
    """Return the form of a verdict on `check`; for anything else, one that no verdict comes of."""
    if verdict == Verdict.APPROVE and check == Check.SAFEGUARDING:
        return CountForm
    return _FORMS.get(verdict, VerdictForm)
