"""The words of commendations."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.IntegerChoices):
    """How far a host let children decide. The highest is given by hand only."""

    TOOK_PART = 1, _("Took part")
    COMMENDED = 2, _("Commended")
    HIGHLY_COMMENDED = 3, _("Highly commended")
    OUTSTANDING = 4, _("Outstanding")

    @property
    def certificate(self) -> str:
        """The kind of certificate that says it."""
        return f"takeover-commended-{self.value}"

    @property
    def badge(self) -> str:
        """The static file that a host puts on its own website."""
        return f"commendations/{self.certificate}.svg"


class Mark(models.TextChoices):
    """What a level is made of. Each can be checked by anybody, or by who looks after bookings."""

    CAME = "came", _("Children came and took over")
    MANY = "many", _("There were two takeovers or more, or ten children or more")
    TOLD = "told", _("There is a story about it")
    CHANGED = "changed", _("Everybody can read what changed because of it")
