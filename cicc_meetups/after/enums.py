"""The words of pictures of meetups."""

from django.db import models


class Route(models.TextChoices):
    """How a picture was taken back (consent.withdrawal)."""

    STAFF = "staff", "by staff"
    EXPIRY = "expiry", "its time was over"
