"""What hosts fill in: their words, one picture at a time, and what changed."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from safeguarding.forms import HearsHarm
from takeover.sign_ups.models import Ticket
from takeover.stories.enums import Progress
from takeover.stories.models import LONGEST_WORDS
from uploads.picture_forms import PeoplePictureForm


class WordsForm(HearsHarm, forms.Form):
    """The story in words."""

    title = forms.CharField(
        label=_("What is it called?"),
        max_length=80,
        error_messages={"required": _("Give it a name.")},
    )
    words = forms.CharField(
        label=_("What happened, and what did children decide?"),
        help_text=_("A few short paragraphs. No names of children, schools or homes. Everybody reads this."),
        max_length=LONGEST_WORDS,
        min_length=100,
        widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={
            "required": _("Write what happened."),
            "min_length": _("Say a little more: what did children decide, and what came of it?"),
        },
    )


class PictureForm(HearsHarm, PeoplePictureForm[Ticket]):
    """One picture of a takeover; `nameable` are tickets of children with a photo yes (S19)."""

    def called(self, one: Ticket) -> str:
        return one.name or f"{_('Child')} {one.number}"


class ChangeForm(HearsHarm, forms.Form):
    """'What changed because of it?' (S32)."""

    progress = forms.ChoiceField(
        label=_("How far is it?"),
        choices=Progress.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one. 'Not yet' is an honest answer.")},
    )
    words = forms.CharField(
        label=_("What changed? Or why has it not?"),
        help_text=_("A few short sentences. The children who took over read this too. No names."),
        max_length=600,
        min_length=20,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={
            "required": _("Say in a sentence or two what changed, or why it has not."),
            "min_length": _("Say a little more."),
        },
    )
