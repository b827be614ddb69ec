"""The words of the room between meetups. Councils' workers read them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What somebody writes."""

    PRACTICE = "practice", _("Something that works well")
    QUESTION = "question", _("A question")


class Topic(models.TextChoices):
    """What it is about."""

    FINDING = "finding", _("Finding members")
    SESSIONS = "sessions", _("Running sessions")
    LITTLE_ONES = "little_ones", _("Younger children")
    BEING_HEARD = "being_heard", _("Being heard by decision-makers")
    ACCESS = "access", _("Access and needs")
    TRAVEL = "travel", _("Travel and money")
    OTHER = "other", _("Something else")


class PostState(models.TextChoices):
    """Where a post or an answer is; worked out from what happened, kept nowhere."""

    WITHDRAWN = "withdrawn", _("Taken back")
    REFUSED = "refused", _("Not this time")
    ASKED = "asked", _("Something has to change")
    HELD = "held", _("We are taking a bit longer")
    SHOWN = "shown", _("Other councils can read it")
    DRAFT = "draft", _("Not sent yet")
    WAITING = "waiting", _("Being checked")


class Route(models.TextChoices):
    """How something was taken back (consent.withdrawal)."""

    WORKER = "worker", "by whoever wrote it"
    STAFF = "staff", "by staff"
    POST = "post", "with what it answered"
    EXPIRY = "expiry", "its time was over"
