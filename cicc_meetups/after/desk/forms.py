"""One picture, what it shows, and who can be recognised in it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from cicc_meetups.bookings.models import YoungPerson
from uploads.picture_forms import PeoplePictureForm


class PictureForm(PeoplePictureForm[YoungPerson]):
    """One picture of a meetup; `nameable` are young people with a photo yes (S19).

    With `names`, whoever reads it may see their first names (S25).
    """

    def __init__(self, *args: Any, names: bool, **kwargs: Any) -> None:
        self.names = names
        super().__init__(*args, **kwargs)

    def called(self, one: YoungPerson) -> str:
        """Return who it is in words for staff; a first name only while it is kept, for who may see it."""
        name = self.names and one.name
        return f"{one.booking.council}: {name or _('young person %(number)s') % {'number': one.number}}"

    def named(self) -> int:
        """Return how many first names are on the page."""
        return sum(bool(one.name) for one in self.nameable.values()) if self.names else 0
