"""What a council asks."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cicc_meetups.questions.models import LONGEST
from moderation.looking_again import LooksAgain
from safeguarding.forms import HearsHarm


class QuestionForm(HearsHarm, LooksAgain):
    """One question, short enough to be read out."""

    words = forms.CharField(
        label=_("What does your council want to ask?"),
        help_text=_("In the young people's own words. No names of people, schools or homes."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        error_messages={
            "required": _("Write the question first."),
            "max_length": _("That is a bit long to be read out. Use 200 letters or fewer."),
        },
    )

    def clean_words(self) -> str:
        """Put it on one line."""
        return " ".join(str(self.cleaned_data["words"]).split())
