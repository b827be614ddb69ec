"""Asking for a picture: what it shows, and who can be recognised in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext_lazy as _

from uploads import pictures


class PictureForm(forms.Form):
    """One picture and its words. A missing file is told by `pictures.keep`, so that other errors show too."""

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


class PeoplePictureForm[One: models.Model](PictureForm):
    """A picture in which somebody may be recognised: whoever has a photo yes on record, or nobody (S19).

    `nameable` are the rows of those who said yes. A valid form's `cleaned_data["people"]` are such rows, as
    many as can be recognised.
    """

    recognisable = forms.IntegerField(
        label=_("How many people can be recognised in it?"),
        help_text=_(
            "Children, young people and adults. Hands, backs and things that were made are best: then it "
            "is 0. Faces, name tags and uniforms count."
        ),
        min_value=0,
        max_value=60,
        error_messages={"required": _("Type a number. Type 0 if nobody can be recognised.")},
    )
    people = forms.MultipleChoiceField(
        label=_("Who are they?"),
        help_text=_("Only those who said yes to photos are in this list."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, nameable: Sequence[One], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.nameable = {str(one.pk): one for one in nameable}
        field = self.fields["people"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(key, self.called(one)) for key, one in self.nameable.items()]
        if not self.nameable:
            del self.fields["people"]

    def called(self, one: One) -> str:
        """Return who that is, for the list to tick."""
        return str(one)

    def clean(self) -> dict[str, Any]:
        """Everybody who can be recognised is named, and has said yes."""
        given = super().clean() or {}
        chosen = given.get("people", [])
        given["people"] = [self.nameable[key] for key in chosen]
        number = given.get("recognisable")
        if number is not None and number != len(chosen):
            self.add_error("recognisable", _SOMEBODY_ELSE if self.nameable else _NOBODY)
        return given


_NOBODY = _("Nobody in it has a photo yes with us. Choose a picture in which nobody can be recognised.")
_SOMEBODY_ELSE = _("Tick everybody who can be recognised. Somebody else in it? Then choose another picture.")
