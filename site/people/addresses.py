"""E-mail addresses: how long one may be, and which are one mailbox. Pure."""

from __future__ import annotations

# Letters, as models.EmailField keeps. Django's forms take 320, which no mail server does (RFC 5321).
LONGEST = 254

_DOTLESS = {"gmail.com", "googlemail.com"}


def canonical(email: str) -> str:
    """Return how mailboxes are compared: small letters, no '+something', no dots of Gmail's.

    Letters go to what was typed.
    """
    name, _, domain = email.strip().casefold().rpartition("@")
    name = name.partition("+")[0] or name
    if domain in _DOTLESS:
        name, domain = name.replace(".", ""), "gmail.com"
    return f"{name}@{domain.rstrip('.')}"
