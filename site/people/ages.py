"""How old a child says it is: never finer than a band (S18)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class AgeBand(models.TextChoices):
    """An age band and never a birthday (S18)."""

    UNDER_7 = "4-6", _("4 to 6")
    UNDER_10 = "7-9", _("7 to 9")
    UNDER_13 = "10-12", _("10 to 12")
    UNDER_16 = "13-15", _("13 to 15")
    UNDER_18 = "16-17", _("16 or 17")

    @property
    def needs_guardian(self) -> bool:
        """Whether a grown-up must say yes: under 13 (GDPR 8, S7)."""
        return self in (AgeBand.UNDER_7, AgeBand.UNDER_10, AgeBand.UNDER_13)
