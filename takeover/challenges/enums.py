"""The words of challenges."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from takeover.enums import Access

__all__ = ["Access", "Blocker", "CalledOffFor", "ChallengeState", "ClosedFor"]


class ChallengeState(models.TextChoices):
    """Where a challenge is; worked out from what happened, kept nowhere."""

    DRAFT = "draft", _("Draft")
    SENT = "sent", _("Being checked")
    ASKED = "asked", _("A question for you")
    REFUSED = "refused", _("Not this time")
    PUBLISHED = "published", _("Children can see it")
    CLOSED = "closed", _("Not shown for now")
    OVER = "over", _("Over")
    CALLED_OFF = "called_off", _("Called off")


class CalledOffFor(models.TextChoices):
    """Why a challenge is called off, as groups are told. Not in a host's own words, which nobody checked."""

    PEOPLE = "people", _("The people who would be there cannot be there")
    PLACE = "place", _("The place cannot be used")
    WEATHER = "weather", _("The weather makes it unsafe")
    FEW = "few", _("Too few children signed up")
    OTHER = "other", _("Something else came up")
    LEFT = "left", _("The organisation takes part no more")


class ClosedFor(models.TextChoices):
    """Why a published challenge is not shown for now."""

    HOST = "host", _("The organisation is being checked again.")
    HELD = "held", _("Our safeguarding team is looking at it.")


class Blocker(models.TextChoices):
    """What stands between a challenge and children, in words for staff."""

    CALLED_OFF = "called_off", _("It was called off.")
    REFUSED = "refused", _("It was refused.")
    HELD = "held", _("It is held.")
    ASKED = "asked", _("A question waits for the host's answer.")
    HOST = "host", _("Its host is not approved, or is suspended.")
    OVER = "over", _("Its day has come or is over.")
    SEASON = "season", _("Its days are not within its season.")
    AGES = "ages", _("Its host was not checked for children of these ages.")
    BELOW_TAKEN = "below_taken", _("More places are given away than it would have.")
    NOT_APPROVED_BY_TWO = "not_approved_by_two", _("Two people have not approved it.")
    CHANGED_SINCE_APPROVAL = "changed_since_approval", _("It is not what was approved.")
