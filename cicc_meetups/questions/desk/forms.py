"""What staff note at a meetup."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cicc_meetups.questions.enums import Came
from cicc_meetups.questions.models import LONGEST_ANSWER


class OutcomeForm(forms.Form):
    """What came of a question at the meetup."""

    came = forms.ChoiceField(label=_("What came of it?"), choices=Came.choices, widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("The answer, in short"),
        help_text=_("Everybody reads it on the meetup's page. The role of who answered, and no names."),
        max_length=LONGEST_ANSWER,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, object]:
        """An answer has words."""
        given = super().clean() or {}
        if given.get("came") == Came.ANSWERED and not given.get("words"):
            self.add_error("words", _("Write in a sentence or two what they answered."))
        return given
