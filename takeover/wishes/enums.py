"""The words of wishes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class WishState(models.TextChoices):
    """Where a wish is, in a child's words; worked out from what happened, kept nowhere."""

    WITHDRAWN = "withdrawn", _("You took it back")
    OVER = "over", _("Your wish has had its time")
    REFUSED = "refused", _("We can't show it")
    HELD = "held", _("We are taking a bit longer")
    PUBLISHED = "published", _("Everyone can see it")
    WAITING = "waiting", _("Two people read it first")


class Route(models.TextChoices):
    """How a wish was taken back (consent.withdrawal)."""

    CODE = "code", "with the receipt code"
    STAFF = "staff", "by staff"
    EXPIRY = "expiry", "its time was over"
