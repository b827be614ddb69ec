"""How a promise was kept, as a child says."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Happened(models.IntegerChoices):
    YES = 3, _("Yes")
    SOMETIMES = 2, _("Sometimes")
    NO = 1, _("No")
    UNSURE = 0, _("I don't know")
