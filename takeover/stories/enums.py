"""The words of stories. Adults read them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class WriteUpState(models.TextChoices):
    """Where a write-up is; worked out from what happened, kept nowhere."""

    WITHDRAWN = "withdrawn", _("Taken back")
    REFUSED = "refused", _("Not this time")
    ASKED = "asked", _("Something has to change")
    HELD = "held", _("We are taking a bit longer")
    SHOWN = "shown", _("Everybody can read it")
    APPROVED = "approved", _("Checked; our editors make it a page")
    WAITING = "waiting", _("Being checked")
    DRAFT = "draft", _("Not sent yet")


class Progress(models.TextChoices):
    """What became of what children decided: honest, also when nothing did (S32)."""

    DONE = "done", _("Done")
    ON_THE_WAY = "on_the_way", _("On the way")
    NOT_YET = "not_yet", _("Not yet")
