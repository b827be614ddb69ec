"""A file on its way in, piece by piece."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models.functions import Now


class UploadQuerySet(models.QuerySet["Upload"]):
    """Reads by the database's clock: the web servers' own may be wrong (F10)."""

    def live(self) -> UploadQuerySet:
        """Not ended, not expired, not taken over by a film."""
        return self.filter(ended_at=None, claimed_at=None, expires_at__gt=Now())

    def complete(self) -> UploadQuerySet:
        return self.filter(completed_at__isnull=False)


class Upload(models.Model):
    """One upload of one journey. `owner` is a keyed hash; only its journey may touch it.

    `acknowledged` counts bytes the server has promised to keep; the backend's own count may be
    ahead of it after a crash, never behind. The last of them is acknowledged only together with
    `completed_at`, so a client that reads `acknowledged == length` may believe it.

    No file name and no other word of the sender is kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.CharField(max_length=64, db_index=True)
    length = models.BigIntegerField(help_text="Bytes promised.")
    acknowledged = models.BigIntegerField(default=0, help_text="Bytes kept.")
    key = models.CharField(max_length=200, unique=True, help_text="Key in private storage.")
    backend_state = models.JSONField(default=dict, blank=True, help_text="S3: multipart id and parts.")
    expected_sha256 = models.CharField(max_length=64, blank=True, help_text="As the sender announced it.")
    sha256 = models.CharField(max_length=64, blank=True, help_text="As read back from storage.")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(db_index=True)
    completed_at = models.DateTimeField(null=True, blank=True)
    claimed_at = models.DateTimeField(null=True, blank=True, help_text="When a film took the file over.")
    ended_at = models.DateTimeField(null=True, blank=True, help_text="When it was given up or expired.")
    writer_token = models.UUIDField(null=True, blank=True)
    writer_until = models.DateTimeField(null=True, blank=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="upload_complete_is_whole",
                condition=models.Q(completed_at=None)
                | models.Q(acknowledged=models.F("length")) & ~models.Q(sha256=""),
            ),
            models.CheckConstraint(
                name="upload_claimed_is_complete",
                condition=models.Q(claimed_at=None) | models.Q(completed_at__isnull=False, ended_at=None),
            ),
            models.CheckConstraint(
                name="upload_within_length",
                condition=models.Q(acknowledged__gte=0) & models.Q(acknowledged__lte=models.F("length")),
            ),
        ]

    def __str__(self) -> str:
        return f"upload {self.id}"
