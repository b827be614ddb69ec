"""What workers write to each other, and how they look for it."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from cicc_meetups.practice.enums import Kind, Topic
from cicc_meetups.practice.models import LONGEST, LONGEST_ANSWER
from moderation.looking_again import LooksAgain
from papers.taking import Problem
from safeguarding.forms import HearsHarm


class FilterForm(forms.Form):
    """Which posts to read; a plain GET."""

    kind = forms.ChoiceField(label=_("What"), required=False, choices=[("", _("All")), *Kind.choices])
    topic = forms.ChoiceField(label=_("About"), required=False, choices=[("", _("All")), *Topic.choices])
    words = forms.CharField(label=_("With these words"), required=False, max_length=80)


class PostForm(HearsHarm, LooksAgain):
    """Something that works well, or a question."""

    READ = ("title", "words")
    kind = forms.ChoiceField(
        label=_("What do you want to write?"),
        choices=Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    topic = forms.ChoiceField(
        label=_("What is it about?"),
        choices=Topic.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    title = forms.CharField(
        label=_("Title"), max_length=100, error_messages={"required": _("Give it a title.")}
    )
    words = forms.CharField(
        label=_("In your words"),
        help_text=_("No names of children, schools or homes, and nothing that tells who somebody is."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"required": _("Write a few sentences.")},
    )


class AnswerForm(HearsHarm, LooksAgain):
    """An answer to another council."""

    words = forms.CharField(
        label=_("Your answer"),
        help_text=_("No names of children, schools or homes, and nothing that tells who somebody is."),
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Write your answer first.")},
    )


class PaperForm(LooksAgain):
    """One paper, and what others read as its name: a file's own name tells too much."""

    READ = ("called",)
    file = forms.FileField(
        label=_("The file"),
        help_text=_("PDF, picture, Word or OpenDocument text, up to 10 MB. No children's names in it."),
        error_messages={"required": _("Choose a file."), "empty": Problem.EMPTY.label},
    )
    called = forms.CharField(
        label=_("What is it called?"),
        help_text=_("Others read this. Like: plan of a first evening"),
        max_length=100,
        error_messages={"required": _("Say what it is.")},
    )
