"""One picture, what it shows, and who can be recognised in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cicc_meetups.bookings.models import YoungPerson
from uploads import pictures


class PictureForm(forms.Form):
    """Nobody is in it without a photo yes on record (S19)."""

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
    )
    recognisable = forms.IntegerField(
        label=_("How many people can be recognised in it?"),
        help_text=_("Young people and adults. Faces, name tags and uniforms count."),
        min_value=0,
        max_value=60,
    )
    people = forms.MultipleChoiceField(
        label=_("Who are they?"),
        help_text=_("Only young people who said yes to photos are in this list."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, nameable: Sequence[YoungPerson], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.nameable = {str(person.pk): person for person in nameable}
        field = self.fields["people"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(key, _called(person)) for key, person in self.nameable.items()]
        if not self.nameable:
            del self.fields["people"]

    def clean(self) -> dict[str, Any]:
        """Everybody who can be recognised is named, and has said yes."""
        given = super().clean() or {}
        chosen = given.get("people", [])
        given["people"] = [self.nameable[key] for key in chosen]
        number = given.get("recognisable")
        if number is not None and number != len(chosen):
            self.add_error(
                "recognisable",
                _("Tick everybody who can be recognised. Somebody else in it? Then choose another picture."),
            )
        return given


def _called(person: YoungPerson) -> str:
    """Return who it is in words for staff; the first name only while it is kept."""
    name = person.name or _("young person %(number)s") % {"number": person.number}
    return f"{person.booking.council}: {name}"
