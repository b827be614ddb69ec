"""For whom a part of the help page is, and the days of its opening hours."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Whom(models.TextChoices):
    """Whom a part of the help page speaks to."""

    YOUNG = "young", _("Under 11")
    TEENAGER = "teenager", _("11 to 17")
    IN_CARE = "in-care", _("Children in care")
    LEAVING_CARE = "leaving-care", _("Young people leaving care")
    CUSTODY = "custody", _("Children in custody")
    ALONE = "alone", _("Children who came to England alone")
    GROWN_UP = "grown-up", _("Grown-ups who worry about a child")


class Day(models.IntegerChoices):
    """A day of the week as Python counts them, and the day that goes before all of them."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")
    BANK_HOLIDAY = 7, _("Bank holidays")
