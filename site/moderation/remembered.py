"""Pictures of films that were refused or taken back, as hashes alone: nobody can tell whose or which."""

from __future__ import annotations

import uuid

from django.db import models

from moderation.enums import Memory


class RememberedFilm(models.Model):
    """That some film was refused or taken back in a month. Not its key, not its day, no order (S8)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    why = models.CharField(max_length=10, choices=Memory.choices)
    month = models.DateField(help_text="The first of it.")

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["month"])]

    def __str__(self) -> str:
        return f"{self.why} {self.month:%Y-%m}"


class RememberedPicture(models.Model):
    """One picture's PDQ hash, 64 hex digits."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    film = models.ForeignKey(RememberedFilm, on_delete=models.DB_CASCADE, related_name="pictures")
    hash = models.CharField(max_length=64, db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.hash


class RememberedBand(models.Model):
    """One sixteenth of a picture's hash, to find those near it: `value` is band << 16 | its 16 bits."""

    pk = models.CompositePrimaryKey("value", "picture_id")
    value = models.PositiveIntegerField()
    picture = models.ForeignKey(RememberedPicture, on_delete=models.DB_CASCADE, related_name="bands")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.value:05x}"
