"""The words of the Pledge."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """Who promises."""

    PERSON = "person", _("I promise for myself")
    ORGANISATION = "organisation", _("I promise for an organisation")


class Role(models.TextChoices):
    """What somebody does for children in care; figures are shown by it."""

    SOCIAL_WORKER = "social_worker", _("Social worker")
    PERSONAL_ADVISER = "personal_adviser", _("Personal adviser")
    REVIEWING_OFFICER = "reviewing_officer", _("Independent reviewing officer")
    FOSTER_CARER = "foster_carer", _("Foster carer or kinship carer")
    HOME = "home", _("Works in a children's home")
    SCHOOL = "school", _("Works in a school or nursery")
    HEALTH = "health", _("Works in health")
    POLICE = "police", _("Works in the police")
    COURT = "court", _("Works in a court or in law")
    COUNCILLOR = "councillor", _("Councillor")
    MANAGER = "manager", _("Leads a service")
    OTHER = "other", _("Something else")


class Reader(models.TextChoices):
    """For whom the promises are put into words."""

    UNDER_10 = "under-10", _("Under 10")
    TO_14 = "11-14", _("11 to 14")
    TO_18 = "15-18", _("15 to 18")
    ADULTS = "adults", _("Adults")
    EASY = "easy-read", _("Easy Read")


class Gone(models.TextChoices):
    """How a signature ended (consent.withdrawal)."""

    LINK = "link", "with the link in the e-mail"
    STAFF = "staff", "by staff"
    EXPIRY = "expiry", "nobody said that it is still kept"


class Route(models.TextChoices):
    """How a name left the wall (consent.withdrawal)."""

    CHANGED = "changed", "its signer changed the words"
    HIDDEN = "hidden", "its signer wants no name there"
    GONE = "gone", "its signature ended"
    STAFF = "staff", "by staff"
    EXPIRY = "expiry", "its time was over"
