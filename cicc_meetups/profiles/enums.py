"""The words of councils' public pages. Adults who stand beside a council read them, and so do children."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProfileState(models.TextChoices):
    """Where a version of a council's page is; worked out from what happened, kept nowhere."""

    WITHDRAWN = "withdrawn", _("Taken down")
    REFUSED = "refused", _("Not this time")
    HELD = "held", _("We are taking a bit longer")
    ASKED = "asked", _("Something has to change")
    SHOWN = "shown", _("Everybody can see it")
    DRAFT = "draft", _("Not sent yet")
    WAITING = "waiting", _("Being checked")


class Often(models.TextChoices):
    """How often a council meets. Never on which day or where: children could be waited for (S12)."""

    WEEKLY = "weekly", _("Every week")
    FORTNIGHTLY = "fortnightly", _("Every two weeks")
    MONTHLY = "monthly", _("Every month")
    HOLIDAYS = "holidays", _("In the school holidays")
    NOW_AND_THEN = "now_and_then", _("A few times a year")


class Route(models.TextChoices):
    """How a version of a page was taken down (consent.withdrawal)."""

    COUNCIL = "council", "by its council"
    NEWER = "newer", "a newer one took its place"
    LEFT = "left", "the council left"
    STAFF = "staff", "by staff"
    EXPIRY = "expiry", "its time was over"
