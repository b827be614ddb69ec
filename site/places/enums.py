"""What a booking can be, what can happen to it, and why."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    HELD = "held", _("kept for an answer")
    CONFIRMED = "confirmed", _("confirmed")
    WAITING = "waiting", _("on the waiting list")
    CANCELLED = "cancelled", _("cancelled")
    EXPIRED = "expired", _("no answer came in time")
    REFUSED = "refused", _("somebody said no")
    ATTENDED = "attended", _("came")
    ABSENT = "absent", _("did not come")


# What `Allotment.taken` counts, and what can still change.
WITH_PLACES = (State.HELD, State.CONFIRMED, State.ATTENDED, State.ABSENT)
LIVE = (State.HELD, State.CONFIRMED, State.WAITING)


class Act(models.TextChoices):
    ASKED = "asked", _("asked for places")
    PROMOTED = "promoted", _("got places from the waiting list")
    PASSED = "passed", _("was passed on the waiting list")
    CONFIRMED = "confirmed", _("confirmed")
    SHRUNK = "shrunk", _("gave some places back")
    GREW = "grew", _("got more places")
    CANCELLED = "cancelled", _("cancelled")
    EXPIRED = "expired", _("lost the places: no answer")
    REFUSED = "refused", _("lost the places: a no")
    MARKED = "marked", _("attendance written down")


class Reason(models.TextChoices):
    """Why, as a code. A programme may give codes of its own."""

    NONE = "", ""
    BY_HOLDER = "by_holder", _("They asked for it.")
    CALLED_OFF = "called_off", _("It was called off.")
    NO_ANSWER = "no_answer", _("The time to answer was over.")
    BEGUN = "begun", _("It has begun.")
    SAID_NO = "said_no", _("Somebody who has to say yes said no.")
    NEEDS_MORE = "needs_more", _("Too few places were free for this group.")
    LARGER_THAN_ALL = "larger_than_all", _("The group is larger than all places together.")
