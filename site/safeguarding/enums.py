"""The words a worry about a child is told in."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """How soon somebody has to answer (clocks.TABLE)."""

    RED = "red", _("Red: a child may be in danger now")
    AMBER = "amber", _("Amber: a worry that cannot wait")
    GREEN = "green", _("Green: to think about together")


class Source(models.TextChoices):
    """Where a concern came from."""

    DESK = "desk", _("a reviewer, at the desk")
    REPORT = "report", _("somebody told us about it")
    WORDS = "words", _("words of harm in a form")
    SEAL = "seal", _("a sealed film")
    INCIDENT = "incident", _("somebody at a takeover")


class State(models.TextChoices):
    """Where a concern is. Computed from its moments, never stored; the first that fits wins."""

    CLOSED = "closed", _("closed")
    HANDED_OVER = "handed-over", _("handed over")
    TAKEN = "taken", _("taken")
    RAISED = "raised", _("raised")


class Recipient(models.TextChoices):
    """To whom a concern is handed over."""

    POLICE = "police", _("the police")
    CHILDREN_SERVICES = "children-services", _("the local authority's children's services")
    DESIGNATED_OFFICER = "designated-officer", _("the local authority's designated officer")
    WATCH_FOUNDATION = "watch-foundation", _("the Internet Watch Foundation")
    HELP_TEAM = "help-team", _("the Help at Hand team")


class Outcome(models.TextChoices):
    """How a concern ended."""

    ACTED = "acted", _("Others act on it now")
    SUPPORTED = "supported", _("The child was given help")
    ADVISED = "advised", _("Advice was given")
    NOTHING_FOUND = "nothing-found", _("Looked into; nothing to act on")
    NOT_A_WORRY = "not-a-worry", _("Words that meant something else")
    TWICE = "twice", _("The same worry is another concern")


class WhySealed(models.TextChoices):
    """Why a thing is locked away from everybody (S17)."""

    INDECENT = "indecent", _("It may be an indecent image of a child")
    ABUSE = "abuse", _("It may show a child being hurt")
    EVIDENCE = "evidence", _("The police asked us to keep it")
