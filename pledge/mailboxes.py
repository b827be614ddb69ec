"""Under which hash a mailbox's signatures are kept."""

from __future__ import annotations

from people import addresses, keyed

_HOLDS = "pledge-mailbox"


def key(email: str) -> str:
    """Return the hash under which a signature of `email` is kept."""
    return keyed.digest(_HOLDS, addresses.canonical(email))


def keys(email: str) -> list[str]:
    """Return the hashes under which it may be kept, today's first."""
    return keyed.digests(_HOLDS, addresses.canonical(email))
