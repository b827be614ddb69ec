"""Reads of uploads."""

from __future__ import annotations

from uploads.models import Upload


def current(owner: str) -> Upload | None:
    """Return the newest upload of `owner` that no film has taken over, complete or on its way."""
    return Upload.objects.live().filter(owner=owner).order_by("-created_at").first()
