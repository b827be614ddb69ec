"""The words of help cases: what a child may answer, where a case is, how it ends.

Only what children read is translated; the rest is the desk's.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

UNSAID = "unsaid"  # an answer that says nothing, which is as easy as saying something


class Safe(models.TextChoices):
    """What a child says of this moment."""

    YES = "yes", _("Yes, I am safe")
    UNSURE = "unsure", _("I don't know")
    NO = "no", _("No, I am not safe")


class Way(models.TextChoices):
    """How we answer. The code is first: it leaves nothing with anybody else."""

    CODE = "code", _("I read it here, with a secret code")
    PHONE = "phone", _("Call me")
    TEXT = "text", _("Text me when there is an answer here")


class Time(models.TextChoices):
    """When it is safe to call."""

    ANY = "any", _("Any time")
    MORNING = "morning", _("In the morning")
    SCHOOL = "school", _("In school hours")
    AFTERNOON = "afternoon", _("After school")
    EVENING = "evening", _("In the evening")
    WEEKEND = "weekend", _("At the weekend")


class Topic(models.TextChoices):
    """What a case is about, as the adviser who works on it sees it; for the year's figures."""

    NOT_HEARD = "not-heard", _("Nobody listens to me")
    HOME = "home", _("Where I live")
    MOVE = "move", _("A move I do not want")
    FAMILY = "family", _("Seeing my family")
    WORKER = "worker", _("My social worker or advocate")
    RIGHTS = "rights", _("Money, papers and rights")
    SCHOOL = "school", _("School")
    HEALTH = "health", _("How I feel")
    HURT = "hurt", _("Somebody hurts me")
    CUSTODY = "custody", _("In custody")
    OTHER = "other", _("Something else")


class Kind(models.TextChoices):
    """What one line of a case is. A child reads its own lines and the answers, nothing else."""

    CHILD = "child", "The child"
    ANSWER = "answer", "Our answer"
    CALL = "call", "A call"
    NOTE = "note", "Note"
    HAND_OVER = "hand-over", "Given to"
    REFERRAL = "referral", "Referred to"


TOLD = (Kind.CHILD, Kind.ANSWER)


class State(models.TextChoices):
    """Where a case is. Computed from its moments, never stored; the first that fits wins."""

    CLOSED = "closed", "closed"
    ANSWERED = "answered", "answered"
    TAKEN = "taken", "taken"
    NEW = "new", "new"


class Referral(models.TextChoices):
    """Where else a child is helped on."""

    CHILDREN_SERVICES = "children-services", "the local authority's children's services"
    ADVOCATE = "advocate", "an advocate"
    POLICE = "police", "the police"
    HEALTH = "health", "a health service"
    REVIEWING_OFFICER = "reviewing-officer", "the independent reviewing officer"
    LAWYER = "lawyer", "a lawyer"
    OTHER_HELP = "other-help", "another helpline"


class Outcome(models.TextChoices):
    """How a case ended."""

    HELPED = "helped", "The child was helped"
    REFERRED = "referred", "Others help on"
    NO_ANSWER = "no-answer", "The child did not come back"
    NOT_FOR_US = "not-for-us", "It was not for us"
    TWICE = "twice", "The same as another case"


class Speed(models.TextChoices):
    """How soon the first answer came; for the year's figures."""

    HOUR = "hour", _("within an hour")
    DAY = "day", _("within a working day")
    LATER = "later", _("later")
    NEVER = "never", _("without an answer")
