"""The words a film's life is told in."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.ages import AgeBand

__all__ = ["AgeBand", "Blocker", "FilmState", "Speech", "WithdrawalRoute"]


class FilmState(models.TextChoices):
    """Where a film is. Computed from facts on its rows, never stored; the first that fits wins."""

    WITHDRAWN = "withdrawn", _("You took it back")
    REFUSED = "refused", _("We can't show it")
    UNREADABLE = "unreadable", _("We could not open your film")
    HELD = "held", _("We are taking a bit longer")
    CHANGE_ASKED = "change_asked", _("We asked you to change something")
    PUBLISHED = "published", _("Everyone can see it")
    RELEASING = "releasing", _("It will be on the site in a moment")
    WAITING_FOR_YOU = "waiting_for_you", _("We have to ask you once more")
    WAITING_FOR_GROWN_UP = "waiting_for_grown_up", _("We are waiting for your grown-up")
    WAITING_FOR_OTHERS = "waiting_for_others", _("We are waiting for someone in your film")
    ARRIVING = "arriving", _("We are getting it ready")
    IN_REVIEW = "in_review", _("People are watching it")


class Speech(models.TextChoices):
    """No film is shown without captions a person has confirmed, or 'no speech' (S28)."""

    UNKNOWN = "", _("not checked yet")
    CAPTIONED = "captioned", _("captions confirmed by a person")
    NO_SPEECH = "no_speech", _("nobody speaks")


class WithdrawalRoute(models.TextChoices):
    """How a film was taken back."""

    CODE = "code", "with the receipt code"
    GUARDIAN = "guardian", "by a grown-up's link"
    STAFF = "staff", "by staff"
    EXPIRY = "expiry", "because nobody said yes in time"


class Blocker(models.TextChoices):
    """What stands between a film and the public. The label is for staff."""

    WITHDRAWN = "withdrawn", _("The film was taken back.")
    REFUSED = "refused", _("The film was refused.")
    HELD = "held", _("The film is held.")
    CHANGE_ASKED = "change_asked", _("The child has been asked for a change.")
    SCHEDULED = "scheduled", _("Films are never scheduled: clear the dates.")
    CHILD_HAS_NOT_SAID_YES = "child_has_not_said_yes", _("There is no standing yes from the child.")
    GROWN_UP_HAS_NOT_SAID_YES = "grown_up_has_not_said_yes", _("There is no standing yes from a grown-up.")
    SOMEBODY_HAS_NOT_SAID_YES = "somebody_has_not_said_yes", _("Somebody whose yes counts has not said yes.")
    NOT_READY = "not_ready", _("The renditions are not ready.")
    NOT_APPROVED_BY_TWO = "not_approved_by_two", _("Two different people have not approved this film.")
    CHANGED_SINCE_APPROVAL = "changed_since_approval", _("This is not what was approved.")
    NO_CAPTIONS = "no_captions", _("Captions are not confirmed, and nobody has stated 'no speech'.")
    NO_DESCRIPTION = "no_description", _("There is neither a description nor a transcript.")
