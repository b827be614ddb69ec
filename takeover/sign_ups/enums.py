"""The words of groups and of places asked for."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class GroupKind(models.TextChoices):
    """Who stands behind a group lead."""

    SCHOOL = "school", _("School or college")
    CLUB = "club", _("Youth club or uniformed group")
    COUNCIL = "council", _("Children in Care Council or other council group")
    CHARITY = "charity", _("Charity or community group")
    OTHER = "other", _("Something else")


class Asker(models.TextChoices):
    """Who answers for the places."""

    GROUP = "group", _("A group, such as a class or a youth club")
    YOUNG_PERSON = "young_person", _("Me. I am 16 or 17")
    GUARDIAN = "guardian", _("My child, or brothers and sisters")


class Ages(models.TextChoices):
    """Whether a guardian's yes is needed: 16 is the line (ADR 0130)."""

    YOUNGER = "under-16", _("All of them are under 16")
    MIXED = "both", _("Some are under 16, some are 16 or 17")
    OLDER = "16-17", _("All of them are 16 or 17")


class Gone(models.TextChoices):
    """Why a ticket is over; a code, for staff."""

    SAID_NO = "said_no", _("Somebody who has to say yes said no.")
    TAKEN_BACK = "taken_back", _("It was taken back.")
    GIVEN_BACK = "given_back", _("The group gave the place back.")
    NO_ANSWER = "no_answer", _("The time to answer was over.")


class Missing(models.TextChoices):
    """What keeps a held booking from being confirmed."""

    YESES = "yeses", _("Not every yes is there.")
    CHECK = "check", _("We have not checked your group yet.")
    WORD = "word", _("You moved up from the waiting list. Say that you still come.")
