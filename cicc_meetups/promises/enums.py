"""The words of promises. Children and young people read them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PromiseState(models.TextChoices):
    """How far a promise is, as the last public news of it says (S32)."""

    MADE = "made", _("Promised")
    BEGUN = "begun", _("They have started")
    KEPT = "kept", _("They did it")
    CHANGED = "changed", _("The promise changed")
    NOT_KEPT = "not_kept", _("They did not do it")


# Nobody is asked again about what has come to an end.
ENDED = (PromiseState.KEPT, PromiseState.NOT_KEPT)


class Route(models.TextChoices):
    """How a promise, or news of one, was taken back (consent.withdrawal)."""

    STAFF = "staff", "by staff"
    EXPIRY = "expiry", "its time was over"
