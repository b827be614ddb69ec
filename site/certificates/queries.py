"""Reads of certificates."""

from __future__ import annotations

from certificates import numbers
from certificates.models import Certificate


def find(typed: str) -> Certificate | None:
    """Return the certificate whose number somebody typed, or None."""
    number = numbers.squeeze(typed)
    return Certificate.objects.filter(number=number).first() if number else None
