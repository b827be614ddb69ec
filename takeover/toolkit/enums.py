"""For whom a page of the toolkit is, and when it helps."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """The three doors, in the order they stand in."""

    HOSTS = "hosts", _("For hosts")
    GROUPS = "groups", _("For schools and groups")
    CHILDREN = "children", _("For children and young people")


class When(models.TextChoices):
    """When a page helps, in the order of a takeover."""

    BEFORE = "before", _("Before the day")
    ON = "on", _("On the day")
    AFTER = "after", _("After the day")
