"""The words of circulars. Staff read them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """To whom of a season a circular goes."""

    APPROVED = "approved", _("Hosts we approved")
    NOTHING_PUBLIC = "nothing-public", _("Approved hosts without a public takeover")
    BEING_CHECKED = "being-checked", _("Organisations we are checking, or have asked something")
    UNSENT = "unsent", _("Whoever began to register and has not sent it")
