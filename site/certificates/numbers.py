"""Numbers of certificates such as H4KP-92QX-7RMB: on paper, read out, typed by strangers.

There are 27**12 of them, so nobody meets a certificate by guessing. No number looks like the code of a
film or of a place (people.codes), so that nobody types one for the other.
"""

from __future__ import annotations

import secrets
import unicodedata

from people.codes import SIGNS

LENGTH = 12
_GROUP = 4


def make() -> str:
    """Return a new number, bare: 12 signs without dashes."""
    return "".join(secrets.choice(SIGNS) for _ in range(LENGTH))


def spell(number: str) -> str:
    """Return a bare number as people read it: H4KP-92QX-7RMB."""
    return "-".join(number[start : start + _GROUP] for start in range(0, len(number), _GROUP))


def squeeze(typed: str) -> str:
    """Return the bare number in what somebody typed, or '' when it cannot be one.

    Small letters, blanks, missing dashes and the digits of other scripts are all forgiven.
    """
    plain = "".join(sign for sign in unicodedata.normalize("NFKC", typed).upper() if sign.isalnum())
    plain = "".join(str(unicodedata.digit(sign, sign)) for sign in plain)
    return plain if len(plain) == LENGTH and set(plain) <= set(SIGNS) else ""
