"""A stranger's file and the safe renditions made of it. Knows no child, no page and no verdict."""

from __future__ import annotations

import hashlib
import uuid

from django.core.files.storage import storages
from django.db import models
from django.db.models import Q

from video.enums import Refusal, RenditionKind, Stage
from video.hiding import Hidden

PUBLIC_KINDS = (
    RenditionKind.STREAM,
    RenditionKind.MEDIA_PLAYLIST,
    RenditionKind.MASTER_PLAYLIST,
    RenditionKind.POSTER,
    RenditionKind.THUMBNAIL,
)


class Video(models.Model):
    """One received file. This row is the truth about its processing; the task queue is a hint."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    original_key = models.CharField(max_length=200, unique=True, help_text="Key in private storage.")
    size = models.BigIntegerField(help_text="Bytes of the original.")
    sha256 = models.CharField(max_length=64, help_text="Of the original.")
    stage = models.CharField(max_length=12, choices=Stage.choices, default=Stage.RECEIVED)
    refusal = models.CharField(max_length=20, choices=[(r.value, r.value) for r in Refusal], blank=True)
    source = models.JSONField(
        default=dict, blank=True, help_text="What the probe found; no metadata strings."
    )
    hide_picture = models.BooleanField(
        default=False, help_text="A voice alone: a picture of ours takes the place of the film's."
    )
    hide_sound = models.BooleanField(default=False, help_text="Pictures alone: nothing is heard.")
    fingerprints = models.JSONField(
        default=list, blank=True, help_text="Perceptual hashes of key frames (video/fingerprints.py)."
    )
    received_at = models.DateTimeField(auto_now_add=True)
    ladder_wanted_at = models.DateTimeField(null=True, blank=True)
    original_deleted_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)
    sealed_at = models.DateTimeField(
        null=True, blank=True, help_text="Its files lie where nothing reads them, and are not deleted (S17)."
    )

    tries = models.PositiveSmallIntegerField(
        default=0, help_text="Of the current step; three, then a person."
    )
    trouble = models.CharField(max_length=300, blank=True, help_text="Why the last try failed, for staff.")
    queued_at = models.DateTimeField(null=True, blank=True, help_text="When the queue was last told.")
    lease_token = models.UUIDField(null=True, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)

    public_prefix = models.CharField(
        max_length=80, blank=True, help_text="Random folder in public storage while released."
    )
    released_at = models.DateTimeField(null=True, blank=True)
    recalls = models.PositiveIntegerField(
        default=0, help_text="A release that began before a recall never ends."
    )

    class Meta:
        indexes = [models.Index(fields=["stage", "leased_until"])]
        constraints = [
            models.CheckConstraint(
                name="video_released_has_prefix",
                condition=Q(released_at__isnull=True) | ~Q(public_prefix=""),
            ),
            models.CheckConstraint(
                name="video_refused_has_reason",
                condition=~Q(stage=Stage.REFUSED) | ~Q(refusal=""),
            ),
            models.CheckConstraint(
                name="video_erased_is_not_released",
                condition=Q(erased_at__isnull=True) | Q(released_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"video {self.id}"

    @property
    def hidden(self) -> Hidden:
        """What nobody outside the sandbox may see or hear (S7)."""
        return Hidden(picture=self.hide_picture, sound=self.hide_sound)

    @property
    def digest(self) -> str:
        """SHA-256 over all that would be public; before the ladder, over the preview set (S13)."""
        laddered = self.stage == Stage.LADDERED
        files = sorted(
            (rendition.name, rendition.sha256)
            for rendition in self.renditions.all()
            if not laddered or rendition.kind in PUBLIC_KINDS
        )
        return hashlib.sha256("".join(f"{name}\0{sha256}\n" for name, sha256 in files).encode()).hexdigest()

    @property
    def poster(self) -> Rendition | None:
        """The still picture, sharper once the ladder is made."""
        return self._first(RenditionKind.POSTER)

    @property
    def thumbnail(self) -> Rendition | None:
        """The small still picture for lists."""
        return self._first(RenditionKind.THUMBNAIL)

    @property
    def preview(self) -> Rendition | None:
        """The small film for reviewers."""
        return self._first(RenditionKind.PREVIEW)

    @property
    def contact_sheet(self) -> Rendition | None:
        """All the film at a glance, for reviewers."""
        return self._first(RenditionKind.CONTACT_SHEET)

    @property
    def master(self) -> Rendition | None:
        """The HLS playlist that names every stream."""
        return self._first(RenditionKind.MASTER_PLAYLIST)

    @property
    def streams(self) -> list[Rendition]:
        """Every playable file, H.264 first, then by size."""
        found = [r for r in self.renditions.all() if r.kind == RenditionKind.STREAM]
        return sorted(found, key=lambda r: (r.codec != "h264", min(r.width, r.height)))

    def public_url(self, name: str) -> str:
        """Return the public address of the file called `name`. Raises ValueError unless released."""
        if self.released_at is None:
            raise ValueError(f"{self} is not released: nothing of it has an address.")
        return storages["public"].url(f"{self.public_prefix}/{name}")

    def _first(self, kind: RenditionKind) -> Rendition | None:
        # Over all(), so that a list of films prefetches once.
        return next((rendition for rendition in self.renditions.all() if rendition.kind == kind), None)


class Rendition(models.Model):
    """One produced file in private storage; `name` is its file name beside its siblings."""

    video = models.ForeignKey(Video, on_delete=models.CASCADE, related_name="renditions")
    kind = models.CharField(max_length=16, choices=RenditionKind.choices)
    name = models.CharField(max_length=60)
    key = models.CharField(max_length=200, unique=True, help_text="Key in private storage.")
    content_type = models.CharField(max_length=60)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    codec = models.CharField(max_length=10, blank=True)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    frames = models.PositiveIntegerField(default=0)
    duration_ms = models.PositiveIntegerField(default=0)
    bits_per_second = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["video", "name"], name="rendition_once_per_video")]

    def __str__(self) -> str:
        return self.name
