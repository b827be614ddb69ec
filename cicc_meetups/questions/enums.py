"""The words of questions. Adults who stand beside a council read them, and so do the young people."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class QuestionState(models.TextChoices):
    """Where a question is; worked out from what happened, kept nowhere."""

    WITHDRAWN = "withdrawn", _("Taken back")
    REFUSED = "refused", _("We can't show it")
    HELD = "held", _("We are taking a bit longer")
    SHOWN = "shown", _("Other councils can see it")
    WAITING = "waiting", _("Two people read it first")


class Came(models.TextChoices):
    """What came of a question at the meetup: honest, also when there was no time (S32)."""

    ANSWERED = "answered", _("Answered")
    LATER = "later", _("They answer later")
    NO_TIME = "no_time", _("There was no time")


class Route(models.TextChoices):
    """How a question was taken back (consent.withdrawal)."""

    COUNCIL = "council", "by its council"
    STAFF = "staff", "by staff"
    EXPIRY = "expiry", "its time was over"
