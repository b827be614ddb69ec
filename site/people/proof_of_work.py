"""Work that a browser does while somebody types, so that sending a thousand forms costs a bot an hour (S38).

ALTCHA's first protocol, on our own server: `issue` gives the form a puzzle, site/static_src/js/work.js
solves it and puts the answer into the form, `done` looks at it. It is never a barrier: who brings no work
(no JavaScript, an old phone) meets a stricter limit (`limits`), and nothing else. Never on help pages.
"""

from __future__ import annotations

import base64
import binascii
import json
from datetime import timedelta
from typing import Any

from altcha import v1
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone

from people import keyed, limits

FIELD = "work"  # the name of the form's hidden field
HONEY = "website"  # of the field only a bot fills in
LASTS = timedelta(hours=2)  # somebody who is called away comes back to a form that still works
HARDEST = 60_000  # hashes at most, half of that on average: one to four seconds on a cheap phone
_KEY = "proof-of-work"
_ALGORITHM = "SHA-256"
_TEXTS = ("salt", "challenge", "signature")


def issue() -> str:
    """Return a new puzzle as JSON, for the form's `data-work`."""
    asked = v1.ChallengeOptions(
        algorithm="SHA-256", max_number=HARDEST, hmac_key=_secret(), expires=timezone.now() + LASTS
    )
    puzzle = v1.create_challenge(asked)
    return json.dumps(
        {
            "algorithm": puzzle.algorithm,
            "challenge": puzzle.challenge,
            "maxnumber": puzzle.max_number,
            "salt": puzzle.salt,
            "signature": puzzle.signature,
        }
    )


def done(answer: str) -> bool:
    """Whether `answer` (ALTCHA's payload: JSON in base64) is work for a puzzle of ours. Counts once."""
    if not answer or len(answer) > 2000:
        return False
    try:
        said = json.loads(base64.b64decode(answer, validate=True))
        # The library trusts the types, and knows other kinds of payload that are none of ours.
        good = _is_ours(said) and v1.verify_solution(answer, _secret())[0]
    except (binascii.Error, ValueError, RecursionError):
        return False
    if not good:
        return False
    return bool(cache.add(f"work:{said['signature'][:64]}", 1, timeout=int(LASTS.total_seconds())))


def allow(request: HttpRequest, *, act: str, most: int, most_without: int, seconds: int) -> bool:
    """Count one `act` from where `request` comes: within `most` with work in its form, else `most_without`.

    Choose `most` for a town hall behind one address, `most_without` for a class of 30.
    """
    if done(request.POST.get(FIELD, "")):
        return limits.allow(request, act=f"{act}-worked", most=most, seconds=seconds)
    return limits.allow(request, act=act, most=most_without, seconds=seconds)


def _is_ours(said: Any) -> bool:
    return (
        isinstance(said, dict)
        and said.get("algorithm") == _ALGORITHM
        and type(said.get("number")) is int
        and all(isinstance(said.get(name), str) for name in _TEXTS)
    )


def _secret() -> str:
    return keyed.digest(_KEY, str(settings.WAGTAIL_SITE_NAME))


def fell_for_it(request: HttpRequest) -> bool:
    """Whether something was written into the field that no person sees (components/honeypot.html)."""
    return bool(request.POST.get(HONEY, "").strip())
