"""The link that proves an address: what was asked is in the link itself, sealed, and kept nowhere else."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from people import sealed
from takeover.sign_ups.enums import Ages, Asker

WORKS_FOR = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody without an account wants to ask for at one challenge; `key` names the act (F8)."""

    challenge: int
    asker: str
    size: int
    ages: str
    email: str
    language: str
    key: str
    at: str


def make(*, challenge: int, asker: Asker, size: int, ages: Ages, email: str, language: str) -> str:
    """Return the token of a link that opens what was asked for, for WORKS_FOR."""
    wish = Wish(
        challenge=challenge,
        asker=asker.value,
        size=size,
        ages=ages.value,
        email=email,
        language=language,
        key=secrets.token_hex(16),
        at=timezone.now().isoformat(),
    )
    return sealed.seal(json.dumps(asdict(wish)))


def read(token: str) -> Wish | None:
    """Return what was asked for, or None for a link that is over, altered, or of another clock (F10)."""
    try:
        wish = Wish(**json.loads(sealed.unseal(token)))
        made = datetime.fromisoformat(wish.at)
    except (sealed.SealBroken, ValueError, TypeError):
        return None
    age = timezone.now() - made
    return wish if -timedelta(minutes=5) <= age <= WORKS_FOR else None
