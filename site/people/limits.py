"""How often one address may do one thing, without keeping the address (S38).

An address is known for a day at most, as a keyed hash with a salt that only the cache holds and
that is never written down; a school's thirty children behind one address fit within every limit.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
import secrets
import time
from datetime import UTC, datetime

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

from people import addresses, keyed

_DAY = 24 * 60 * 60


def allow(request: HttpRequest, *, act: str, most: int, seconds: int) -> bool:
    """Count one `act` from where `request` comes; return whether it is within `most` per `seconds`.

    Choose `most` so that a class of 30 can do it at once.
    """
    window = int(time.time() // seconds)
    key = f"limits:{act}:{window}:{_anonymous(address(request))}"
    cache.add(key, 0, timeout=seconds)
    try:
        return cache.incr(key) <= most
    except ValueError:
        # The window ended between the two calls.
        return True


def allow_mailbox(email: str, *, act: str, most: int, seconds: int) -> bool:
    """Count one letter of `act` to the mailbox of `email`; return whether it is within `most`.

    The mailbox is kept as a keyed hash, and is the same however its address is spelt.
    """
    key = f"limits:{act}:{keyed.digest(act, addresses.canonical(email))}"
    cache.add(key, 0, timeout=seconds)
    try:
        return cache.incr(key) <= most
    except ValueError:
        # The window ended between the two calls.
        return True


def address(request: HttpRequest) -> str:
    """Return where `request` comes from: the address as the nearest proxy we trust saw it.

    settings.TRUSTED_PROXIES says how many proxies of our own stand in front; without any, what a
    client writes into X-Forwarded-For is not looked at. Of an IPv6 address the network counts (/64):
    one home has 2**64 of them.
    """
    told = str(request.META.get("REMOTE_ADDR", ""))
    if settings.TRUSTED_PROXIES:
        hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",") if hop.strip()]
        if len(hops) >= settings.TRUSTED_PROXIES:
            told = hops[-settings.TRUSTED_PROXIES]
    try:
        parsed = ipaddress.ip_address(told)
    except ValueError:
        return "unknown"
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, 64), strict=False))
    return str(parsed)


def _anonymous(told: str) -> str:
    today = datetime.now(UTC).date().isoformat()
    salt = cache.get_or_set(f"limits:salt:{today}", lambda: secrets.token_hex(32), timeout=_DAY)
    key = f"{settings.SECRET_KEY}{salt}".encode()
    return hmac.new(key, told.encode(), hashlib.sha256).hexdigest()[:32]
