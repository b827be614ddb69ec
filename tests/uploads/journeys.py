"""Stands in for a programme's journey: the owner is a hash of one cookie, none without it."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest

COOKIE = "journey"


def owner_of(request: HttpRequest) -> str | None:
    """settings.UPLOAD_OWNER of these tests."""
    journey = request.COOKIES.get(COOKIE)
    return owner(journey) if journey else None


def owner(journey: str) -> str:
    """Return the owner that the cookie `journey` proves."""
    return hashlib.sha256(f"tests:{journey}".encode()).hexdigest()
