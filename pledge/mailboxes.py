"""Which addresses are one mailbox: pure. Small and capital letters, '+something', and Gmail's dots."""

from __future__ import annotations

from people import keyed

_DOTLESS = {"gmail.com", "googlemail.com"}
_HOLDS = "pledge-mailbox"


def canonical(email: str) -> str:
    """Return how `email` is compared; letters go to what was typed."""
    name, _, domain = email.strip().casefold().rpartition("@")
    name = name.partition("+")[0] or name
    if domain in _DOTLESS:
        name, domain = name.replace(".", ""), "gmail.com"
    return f"{name}@{domain.rstrip('.')}"


def key(email: str) -> str:
    """Return the hash under which a signature of `email` is kept."""
    return keyed.digest(_HOLDS, canonical(email))


def keys(email: str) -> list[str]:
    """Return the hashes under which it may be kept, today's first."""
    return keyed.digests(_HOLDS, canonical(email))
