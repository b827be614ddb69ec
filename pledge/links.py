"""The link in the letters: the one key to a signature, to confirm, correct, renew and withdraw it.

The database keeps a hash of its token and a nonce, never the token (people.keyed).
"""

from __future__ import annotations

from people import keyed
from pledge.models import Signature, new_nonce

_MAKES = "pledge-link-of-nonce"
_HOLDS = "pledge-link"


def fresh() -> tuple[str, str]:
    """Return a new nonce, and the hash of the token that follows from it."""
    nonce = new_nonce()
    return nonce, keyed.digest(_HOLDS, keyed.tokens(_MAKES, nonce)[0])


def token(signature: Signature) -> str | None:
    """Return the token of `signature`, to send it again; None when its key is honoured no longer."""
    return keyed.token_again(makes=_MAKES, holds=_HOLDS, nonce=signature.nonce, held=signature.token_hash)


def find(typed: str) -> Signature | None:
    """Return the signature whose link has this token, or None."""
    if not 40 <= len(typed) <= 60:
        return None
    return (
        Signature.objects.select_related("authority")
        .filter(token_hash__in=keyed.digests(_HOLDS, typed))
        .first()
    )
