"""The words of challenges."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Access(models.TextChoices):
    """What is there so that every child can come; the codes a host gave when it registered."""

    STEP_FREE = "step-free", _("Step-free from the street to every room")
    TOILET = "toilet", _("A toilet for wheelchair users")
    QUIET = "quiet", _("A quiet room")
    LOOP = "loop", _("A hearing loop")
    SIGN = "sign", _("Sign language, if asked in time")
    PARKING = "parking", _("Parking at the door")


class ChallengeState(models.TextChoices):
    """Where a challenge is; worked out from what happened, kept nowhere."""

    DRAFT = "draft", _("Draft")
    SENT = "sent", _("Being checked")
    ASKED = "asked", _("A question for you")
    REFUSED = "refused", _("Not this time")
    PUBLISHED = "published", _("Children can see it")
    CLOSED = "closed", _("Not shown for now")
    OVER = "over", _("Over")
    CALLED_OFF = "called_off", _("Called off")
