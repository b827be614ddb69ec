"""The words of a council's booking."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from places.enums import State

# How a council's places stand, in words for its worker; those of places are for staff.
STANDS = {
    State.HELD: _("places kept until you say that you come"),
    State.CONFIRMED: _("you have places"),
    State.WAITING: _("you are on the waiting list"),
    State.CANCELLED: _("your places were given back"),
    State.EXPIRED: _("your places went on: no answer came"),
    State.REFUSED: _("you have no places"),
    State.ATTENDED: _("you came"),
    State.ABSENT: _("you did not come"),
}


class Travel(models.TextChoices):
    """How a council comes; a place to park or to be fetched from hangs on it."""

    TRAIN = "train", _("By train")
    BUS = "bus", _("By bus or coach")
    CAR = "car", _("By car or minibus")
    FOOT = "foot", _("On foot")
    UNSURE = "unsure", _("We do not know yet")


class Gone(models.TextChoices):
    """Why a young person's place is over; a code, for staff."""

    GIVEN_BACK = "given_back", _("The council gave the place back.")
    CANCELLED = "cancelled", _("The booking was cancelled.")
    SOMEBODY_ELSE = "other", _("Somebody else comes instead.")
