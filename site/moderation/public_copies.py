"""A reviewed picture everybody sees by a small copy, under a random key made anew each time (ADR 0182).

    class Picture(WithPublicCopy):
        ROOM = "meetups"

`shown_key` is on the row before a byte is public, `shown_at` after; `going_key` names what has to be
deleted. `put_right` makes storage say what the row says: after each commit that concerns it
(moderation/receivers.py), and in every sweep of the room whose picture it is.
"""

from __future__ import annotations

import io
import logging
from typing import Any, ClassVar, Self

from django.core.files.storage import storages
from django.db import models
from django.db.models import F
from django.utils import timezone
from PIL import Image

import storage
from consent import tombstones
from moderation.reviewed import Reviewed, ReviewedQuerySet
from uploads import pictures

log = logging.getLogger(__name__)

MOST_AT_ONCE = 50


class CopiedQuerySet[Row: "WithPublicCopy"](ReviewedQuerySet[Row]):
    def to_show(self) -> Self:
        """Return what everybody may see of it now; for models to narrow."""
        return self.public()

    def shown(self) -> Self:
        """Return those whose copy has arrived in public storage, in the order they were added."""
        return self.to_show().filter(shown_at__isnull=False).order_by("id")


class WithPublicCopy(Reviewed):
    """Something reviewed with a picture in private storage; `key` is '' for one without.

    ROOM is how the copy's key begins, SIDE how many pixels its longer side has at most.
    """

    ROOM: ClassVar[str]
    SIDE: ClassVar[int] = 960  # as wide as a page shows it, so that a phone takes no more

    key = models.CharField(max_length=120, blank=True, editable=False)
    shown_key = models.CharField(max_length=120, blank=True, editable=False)
    shown_at = models.DateTimeField(null=True, blank=True, editable=False)
    going_key = models.CharField(
        max_length=120, blank=True, editable=False, help_text="Where a public copy may still lie."
    )

    class Meta(Reviewed.Meta):
        abstract = True

    def places(self) -> list[str]:
        public = [f"{tombstones.PUBLIC}{key}" for key in (self.shown_key, self.going_key) if key]
        return [*([f"{tombstones.PRIVATE}{self.key}"] if self.key else []), *public]

    def stop(self) -> None:
        """Name the public copy as going, in the transaction in which nobody may see it any more."""
        _name_as_going(type(self)._default_manager.filter(pk=self.pk))

    def forget_more(self) -> None:
        type(self)._default_manager.filter(pk=self.pk).update(shown_key="", shown_at=None, going_key="")

    @property
    def url(self) -> str:
        """Where everybody sees it; '' for one that is not shown."""
        return storages["public"].url(self.shown_key) if self.shown_at is not None else ""


def show(row: WithPublicCopy) -> bool:
    """Copy an approved picture to public storage under a new key; False when it is not to be shown.

    The key is on the row before the bytes are anywhere, so that whatever happens between, the sweep knows
    what may lie in public. Raises storage.StorageError.
    """
    key = storage.new_key(row.ROOM, ".jpg")
    if not _owed(type(row)).filter(pk=row.pk, going_key="").update(shown_key=key):
        return False
    found = type(row)._default_manager.get(pk=row.pk)
    storage.put(storage.public(), key, io.BytesIO(_small(found)), content_type=pictures.KIND)
    if _to_show(type(row)).filter(pk=row.pk, shown_key=key).update(shown_at=timezone.now()):
        return True
    # It was taken back or held while the bytes were on their way (C).
    storage.remove(storage.public(), [key])
    return False


def hide(row: WithPublicCopy) -> bool:
    """Delete a public copy that is going; whether there was one. Raises storage.Unavailable."""
    rows = type(row)._default_manager.filter(pk=row.pk)
    key: str = rows.values_list("going_key", flat=True).first() or ""
    if not key:
        return False
    storage.remove(storage.public(), [key])
    return bool(rows.filter(going_key=key).update(going_key=""))


def put_right(row: WithPublicCopy) -> bool:
    """Have the public copy say what the row says; never raises: the sweep tries again."""
    try:
        hidden = hide(row)
        return show(row) or hidden
    except Exception:
        log.exception("%s %s: its public copy is not as it should be", row._meta.label_lower, row.pk)
        return False


def put_all_right(model: type[WithPublicCopy]) -> int:
    """Do so wherever it is owed: killed half-way, storage away, or nobody may see it any more.

    Returns how many. For the sweeper.
    """
    rows = model._default_manager.exclude(shown_key="")
    _name_as_going(rows.filter(shown_at__isnull=True))
    _name_as_going(rows.exclude(pk__in=_to_show(model).values("pk")))
    going = model._default_manager.exclude(going_key="")
    owed = {row.pk: row for row in (*going[:MOST_AT_ONCE], *_owed(model).order_by("pk")[:MOST_AT_ONCE])}
    return sum(put_right(row) for row in owed.values())


def _name_as_going(rows: models.QuerySet[Any]) -> None:
    rows.exclude(shown_key="").update(going_key=F("shown_key"), shown_key="", shown_at=None)


def _to_show(model: type[WithPublicCopy]) -> CopiedQuerySet[Any]:
    rows = model._default_manager.all()
    assert isinstance(rows, CopiedQuerySet)
    return rows.to_show()


def _owed(model: type[WithPublicCopy]) -> CopiedQuerySet[Any]:
    return _to_show(model).filter(shown_key="").exclude(key="")


def _small(row: WithPublicCopy) -> bytes:
    """Return it as a page shows it. Raises storage.StorageError."""
    kept = b"".join(storage.private().pieces(row.key))
    with Image.open(io.BytesIO(kept), formats=["JPEG"]) as opened:
        opened.thumbnail((row.SIDE, row.SIDE))
        drawn = io.BytesIO()
        opened.save(drawn, "JPEG", quality=78, optimize=True, progressive=True)
    return drawn.getvalue()
