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


class PictureProblem(models.TextChoices):
    """Why a picture was not taken."""

    EMPTY = "empty", _("Choose a picture first.")
    TOO_BIG = "too_big", _("This picture is larger than 10 MB. Please send a smaller one.")
    WRONG_KIND = "wrong_kind", _("Please send a JPEG, PNG or WebP picture.")
    BROKEN = "broken", _("We could not open this picture. Please try another one.")
    ENOUGH = "enough", _("Five pictures are enough. Take one away first.")
    NO_ROOM = "no_room", _("We have no room for it right now. Please try again in an hour.")
