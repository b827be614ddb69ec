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
    REFUSED_EARLIER = (
        "refused_earlier",
        _("You refused this film before, so others look at it now."),
    )
    NOT_OPENED = "not_opened", _("Watch it first: nobody decides on what they have not seen.")
    CLAIMED = "claimed", _("Somebody else is looking at this one.")
    NOT_WAITING = "not_waiting", _("This check is over.")
    ENTERED_A_PAPER = (
        "entered_a_paper",
        _("You entered somebody's paper for this one, so somebody else checks it."),
    )
    LEAD_NEEDED = "lead_needed", _("One of the two who approve this has to be a safeguarding lead.")
    NOT_COUNTED = "not_counted", _("Say how many people you see or hear.")
    OTHER_COUNT = (
        "other_count",
        _("You count other people than are on record. Everybody in it has to say yes: ask for a change."),
    )
    NEEDS_A_REASON = "needs_a_reason", _("Choose a reason: the child gets its reply.")
    WRONG_REASON = "wrong_reason", _("That reason belongs to another verdict.")
    BLOCKED = "blocked", _("Something else is missing first.")


class ReportOutcome(models.TextChoices):
    """How a report ended. The label is for staff; moderation/told.py has the reporter's words."""

    FINE = "fine", _("Nothing wrong")
    TAKEN_DOWN = "taken_down", _("Taken down")
    GONE = "gone", _("The film left by itself")


class AppealOutcome(models.TextChoices):
    AGAIN = "again", _("The review begins again")
    STAYS = "stays", _("The answer stays no")


class Unfit(models.TextChoices):
    """Why somebody cannot settle a report or an appeal. The label is what they read."""

    NOT_A_MEMBER = "not_a_member", _("This belongs to another group.")
    SETTLED = "settled", _("Somebody else has settled this one.")
    APPROVED_IT = "approved_it", _("You approved this film, so somebody else settles this.")
    REFUSED_IT = "refused_it", _("You refused this film, so somebody else settles this.")
    NOT_SEEN = "not_seen", _("Watch the film first.")
    NOT_A_LEAD = "not_a_lead", _("A safeguarding lead does this.")


class Memory(models.TextChoices):
    """Why a film's pictures are remembered, without the film."""

    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("taken back")


class Hard(models.TextChoices):
    """Why something was hard for whoever watched it."""

    SAID = "said", _("they said so")
    REFUSED = "refused", _("a refusal or hold for a hard reason")
    CONCERN = "concern", _("a concern they raised")
