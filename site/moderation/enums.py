"""The words of a review."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Check(models.TextChoices):
    """The two looks every film gets, by two people, in this order."""

    SAFEGUARDING = "safeguarding", _("Safeguarding check")
    EDITORIAL = "editorial", _("Editorial check")


class Verdict(models.TextChoices):
    APPROVE = "approve", _("Approve")
    REFUSE = "refuse", _("Refuse")
    ASK_CHANGE = "ask_change", _("Ask for a change")
    HOLD = "hold", _("Hold")


class Objection(models.TextChoices):
    """Why somebody cannot give this verdict. The label is what they read."""

    SIGNED_OUT = "signed_out", _("Your account is not active.")
    NOT_A_MEMBER = "not_a_member", _("This check belongs to another group.")
    STARTED_IT = "started_it", _("You sent this in for review, so two others decide.")
    APPROVED_EARLIER = "approved_earlier", _("You approved the first check, so somebody else does this one.")
    NOT_OPENED = "not_opened", _("Watch it first: nobody decides on what they have not seen.")
    CLAIMED = "claimed", _("Somebody else is looking at this one.")
    NOT_WAITING = "not_waiting", _("This check is over.")
    NEEDS_A_REASON = "needs_a_reason", _("Choose a reason: the child gets its reply.")
    WRONG_REASON = "wrong_reason", _("That reason belongs to another verdict.")
    BLOCKED = "blocked", _("Something else is missing first.")
