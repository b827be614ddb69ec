"""What somebody who checks challenges fills in."""

from __future__ import annotations

from django import forms

from moderation.enums import Verdict
from takeover.desk.forms import ApproveForm, AskForm, RefuseForm

QUESTION = "challenge-question"


class RefuseChallengeForm(RefuseForm):
    codes = "challenge-"


FORMS: dict[Verdict, type[forms.Form]] = {
    Verdict.APPROVE: ApproveForm,
    Verdict.ASK_CHANGE: AskForm,
    Verdict.REFUSE: RefuseChallengeForm,
}
