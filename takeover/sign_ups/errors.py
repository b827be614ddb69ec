"""Why places cannot be asked for; each says it in words for whoever asks."""

from __future__ import annotations

from django.utils.translation import gettext as _


class NotAsked(Exception):
    """Nothing was asked for. `words` can be shown."""

    @property
    def words(self) -> str:
        return _("You cannot ask for places here right now.")


class NotOpen(NotAsked):
    """The season's sign-up for children is not open, or the challenge takes nobody."""

    @property
    def words(self) -> str:
        return _("Children cannot sign up for this takeover right now. Its page says when they can.")


class WrongSize(NotAsked):
    """The challenge takes groups of `least` to `most` only."""

    def __init__(self, least: int, most: int) -> None:
        super().__init__(least, most)
        self.least, self.most = least, most

    @property
    def words(self) -> str:
        facts = {"least": self.least, "most": self.most}
        if self.least == self.most:
            return _("This takeover takes groups of %(most)s only.") % facts
        return _("This takeover takes groups of %(least)s to %(most)s.") % facts


class WrongAges(NotAsked):
    """The challenge is not for this age."""

    @property
    def words(self) -> str:
        return _("This takeover is for other ages. Look for another one.")


class AskedAlready(NotAsked):
    """The group has, or waits for, places here."""

    @property
    def words(self) -> str:
        return _("Your group has asked for places here already. Your page shows how it stands.")
