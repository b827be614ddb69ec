"""Why a council cannot book. Each error says it in words that can be shown to its worker."""

from __future__ import annotations

from django.utils.translation import gettext as _

from places.errors import NoPlaces


class NotOpen(NoPlaces):
    """Nobody can book now: not yet, not any more, or it is cancelled."""

    @property
    def words(self) -> str:
        return _("Places cannot be booked now.")


class BookedAlready(NoPlaces):
    """The council has places, or waits for some."""

    @property
    def words(self) -> str:
        return _("Your council has asked for this meetup already.")
