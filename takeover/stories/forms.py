"""What hosts fill in: their words, one picture at a time, and what changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safeguarding.forms import HearsHarm
from takeover.sign_ups.models import Ticket
from takeover.stories.enums import Progress
from takeover.stories.models import LONGEST_WORDS
from uploads import pictures


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


class PictureForm(HearsHarm, forms.Form):
    """One picture, what it shows, and who can be recognised: children with a photo yes, or nobody (S19)."""

    file = forms.FileField(
        label=_("The picture"),
        help_text=_("JPEG, PNG or WebP, up to 10 MB. We take place and time out of the file."),
        required=False,
        error_messages={"empty": pictures.Problem.EMPTY.label},
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    alt = forms.CharField(
        label=_("What does it show?"),
        help_text=_("One sentence for people who cannot see it. No names."),
        max_length=200,
        error_messages={"required": _("Say in one sentence what it shows.")},
    )
    recognisable = forms.IntegerField(
        label=_("How many people can be recognised in it?"),
        help_text=_(
            "Children and adults. Hands, backs and things that were made are best: then it is 0. Faces, name "
            "tags and uniforms count."
        ),
        min_value=0,
        max_value=30,
        error_messages={"required": _("Type a number. Type 0 if nobody can be recognised.")},
    )
    tickets = forms.MultipleChoiceField(
        label=_("Who are they?"),
        help_text=_("Only children who said yes to photos are in this list."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, nameable: Sequence[Ticket], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.nameable = {str(ticket.pk): ticket for ticket in nameable}
        field = self.fields["tickets"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [
            (key, ticket.name or f"{_('Child')} {ticket.number}") for key, ticket in self.nameable.items()
        ]
        if not self.nameable:
            del self.fields["tickets"]

    def clean(self) -> dict[str, Any]:
        """Everybody who can be recognised is named, and has said yes."""
        given = super().clean() or {}
        chosen = given.get("tickets", [])
        given["tickets"] = [self.nameable[key] for key in chosen]
        number = given.get("recognisable")
        if number is None or number == len(chosen):
            return given
        if not self.nameable:
            why = _(
                "Nobody in it has a photo yes with us. Choose a picture in which nobody can be recognised."
            )
        else:
            why = _(
                "Tick as many children as can be recognised. Somebody else in it? Then choose another one."
            )
        self.add_error("recognisable", why)
        return given


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
