"""For whom a part of the help page is, and the days of its opening hours."""

from __future__ import annotations

from django.db import models


class Whom(models.TextChoices):
    """Whom a part of the help page speaks to."""

    YOUNG = "young", "Under 11"
    TEENAGER = "teenager", "11 to 17"
    IN_CARE = "in-care", "Children in care"
    LEAVING_CARE = "leaving-care", "Young people leaving care"
    CUSTODY = "custody", "Children in custody"
    ALONE = "alone", "Children who came to England alone"
    GROWN_UP = "grown-up", "Grown-ups who worry about a child"


class Day(models.IntegerChoices):
    """A day of the week as Python counts them, and the day that goes before all of them."""

    MONDAY = 0, "Monday"
    TUESDAY = 1, "Tuesday"
    WEDNESDAY = 2, "Wednesday"
    THURSDAY = 3, "Thursday"
    FRIDAY = 4, "Friday"
    SATURDAY = 5, "Saturday"
    SUNDAY = 6, "Sunday"
    BANK_HOLIDAY = 7, "Bank holidays"
