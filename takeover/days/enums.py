"""The words of the day itself."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Side(models.TextChoices):
    """Who says who came."""

    HOST = "host", _("the host")
    LEAD = "lead", _("the group's lead")


class Voice(models.TextChoices):
    """Who says how the day was."""

    CHILD = "child", _("children")
    HOST = "host", _("hosts")
    LEAD = "lead", _("group leads")


class Face(models.IntegerChoices):
    """An answer, and the face that says it."""

    YES = 3, _("Yes")
    BIT = 2, _("A bit")
    NO = 1, _("No")


class Kind(models.TextChoices):
    """The certificates of a takeover."""

    CHILD = "takeover-child", _("a child's")
    GROUP = "takeover-group", _("a group's")
    HOST = "takeover-host", _("a host's")
