"""Why places cannot be had. Each error says it in words that can be shown to whoever asked."""

from __future__ import annotations

from django.utils.translation import gettext as _


class NoPlaces(Exception):
    """The act was not done, and nothing has changed. `words` is for whoever asked."""

    @property
    def words(self) -> str:
        return _("There are no places left.")


class Full(NoPlaces):
    """Not enough places are free for all of the group."""


class TooMany(NoPlaces):
    """The group is empty, or larger than one may be here; `most` is the largest."""

    def __init__(self, most: int) -> None:
        super().__init__(most)
        self.most = most

    @property
    def words(self) -> str:
        return _("You can ask for up to %(most)s places here.") % {"most": self.most}


class Over(NoPlaces):
    """It has begun, or nobody can book it any more."""

    @property
    def words(self) -> str:
        return _("You cannot book this any more.")


class TooEarly(NoPlaces):
    """It has not begun, so nobody can have come."""

    @property
    def words(self) -> str:
        return _("It has not begun yet.")


class Changed(NoPlaces):
    """The booking is no longer what the act needs it to be: somebody was quicker."""

    @property
    def words(self) -> str:
        return _("This booking has changed. Look at it again.")


class BelowTaken(NoPlaces):
    """There would be fewer places than are given away already; `taken` says how many those are."""

    def __init__(self, taken: int) -> None:
        super().__init__(taken)
        self.taken = taken

    @property
    def words(self) -> str:
        return _(
            "%(taken)s places are given away already, so there cannot be fewer. "
            "To go lower, agree it with a group first and cancel its places."
        ) % {"taken": self.taken}
