"""The words of councils and meetups."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MeetupState(models.TextChoices):
    """Where a meetup is; worked out from its moments and its places, kept nowhere."""

    CANCELLED = "cancelled", _("Cancelled")
    PAST = "past", _("Over")
    MOVED = "moved", _("New date")
    PLANNED = "planned", _("Planned")
    FULL = "full", _("Full")
    OPEN = "open", _("Places left")


class CalledOffFor(models.TextChoices):
    """Why a meetup does not happen; a code, so that nobody's words are in a letter."""

    VENUE = "venue", _("We cannot use the place.")
    PEOPLE = "people", _("Too few people who were to come can come.")
    WEATHER = "weather", _("The weather makes it unsafe to travel.")
    SAFETY = "safety", _("It would not be safe.")
    OTHER = "other", _("Something else.")
