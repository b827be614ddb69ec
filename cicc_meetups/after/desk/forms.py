"""One picture, what it shows, and who can be recognised in it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cicc_meetups.bookings.models import YoungPerson
from uploads.picture_forms import PeoplePictureForm


class PictureForm(PeoplePictureForm[YoungPerson]):
    """One picture of a meetup; `nameable` are young people with a photo yes (S19)."""

    def called(self, one: YoungPerson) -> str:
        """Return who it is in words for staff; the first name only while it is kept."""
        name = one.name or _("young person %(number)s") % {"number": one.number}
        return f"{one.booking.council}: {name}"
