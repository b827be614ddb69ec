"""What somebody may tell us about a film. Children read these, so they are translated with their pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReportReason(models.TextChoices):
    """What somebody tells us about a film, in words a child would use (S14)."""

    NOT_ASKED = "not_asked", _("I am in it, and I did not say yes")
    PLACE = "place", _("It shows where someone lives or goes to school")
    UNKIND = "unkind", _("It is unkind")
    FRIGHTENING = "frightening", _("It frightened me")
    LAW = "law", _("It may break the law")
    OTHER = "other", _("Something else")
