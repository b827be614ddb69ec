"""Keyed hashes of secrets that children and grown-ups hold: codes, links, journeys.

The database keeps only these, so that a stolen copy of it opens nothing: without SECRET_KEY a
short code cannot be guessed back from its hash.
"""

from __future__ import annotations

import base64
import hashlib
import hmac

from django.conf import settings


def _keys() -> list[str]:
    return [str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def _mac(key: str, purpose: str, value: str) -> bytes:
    derived = hashlib.sha256(f"heard.{purpose}\0{key}".encode()).digest()
    return hmac.digest(derived, value.encode(), "sha256")


def digest(purpose: str, value: str) -> str:
    """Return the 64-hex keyed hash of `value` under today's key; `purpose` keeps uses apart."""
    return _mac(settings.SECRET_KEY, purpose, value).hex()


def digests(purpose: str, value: str) -> list[str]:
    """Return the hash under every key still honoured, today's first, for looking a secret up."""
    return [_mac(key, purpose, value).hex() for key in _keys()]


def streams(purpose: str, value: str) -> list[int]:
    """Return one 256-bit number for each key still honoured, today's first."""
    return [int.from_bytes(_mac(key, purpose, value)) for key in _keys()]


def tokens(purpose: str, nonce: str) -> list[str]:
    """Return the 43-character token that follows from `nonce` under every key still honoured.

    For links that may have to be sent again: the database holds the nonce, never the token.
    """
    return [base64.urlsafe_b64encode(_mac(key, purpose, nonce)).rstrip(b"=").decode() for key in _keys()]


def token_again(*, makes: str, holds: str, nonce: str, held: str) -> str | None:
    """Return the token that follows from `nonce` and whose hash is `held`, to show or send it once more.

    `makes` and `holds` are the purposes of its making and of its hash. None when the key it was made
    with is honoured no longer.
    """
    return next((token for token in tokens(makes, nonce) if held in digests(holds, token)), None)
