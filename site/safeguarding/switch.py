"""The switch: no film comes in and no film is shown, in every process within seconds (S16).

Every process asks the database again after SECONDS_REMEMBERED. Caches keep a page or a file of a
film for at most LONGEST_KEPT more, so that 60 seconds after the switch nobody serves one.
docs/features/switch.md
"""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from safeguarding import audit
from safeguarding.models import SwitchTurn

SECONDS_REMEMBERED = 5.0
LONGEST_KEPT = 50  # seconds; storage.views.PUBLIC and every public page that shows films keep to it
OPERATOR_KEPT = timedelta(days=365)
_NEVER_ASKED = (True, float("-inf"))

# What this process knows: whether films are on, and until when (monotonic seconds) it believes so.
_known: tuple[bool, float] = _NEVER_ASKED


class AlreadyTurned(Exception):
    """The switch already stands where somebody wants it."""


def is_on() -> bool:
    """Whether films may come in and be shown. At most SECONDS_REMEMBERED old; one small read else."""
    global _known
    on, until = _known
    now = time.monotonic()
    if now < until:
        return on
    on = _stands()
    _known = (on, now + SECONDS_REMEMBERED)
    return on


def last() -> SwitchTurn | None:
    """Return the newest turn, None if nobody ever turned the switch."""
    return SwitchTurn.objects.select_related("turned_by").order_by("-pk").first()


@transaction.atomic
def turn(*, on: bool, by: str, user: Any = None, operator: str = "") -> SwitchTurn:
    """Turn films on or off for everybody, and write down who did (S16).

    `user` is the signed-in person; `operator` is what somebody at the machine said their name is.
    Whoever asks has checked both keys: the right, and the typed word. Raises AlreadyTurned.
    """
    if on == _stands():
        raise AlreadyTurned
    turned = SwitchTurn.objects.create(on=on, turned_by=user, operator=operator)
    audit.record(by=by, act="switch.turned_on" if on else "switch.turned_off", subject=turned)
    transaction.on_commit(forget)
    return turned


def forget_operators() -> int:
    """Empty the names of operators after OPERATOR_KEPT; return how many (S1)."""
    old = SwitchTurn.objects.filter(turned_at__lte=timezone.now() - OPERATOR_KEPT)
    return old.exclude(operator="").update(operator="")


def forget() -> None:
    """Ask the database at the next question."""
    global _known
    _known = _NEVER_ASKED


def _stands() -> bool:
    newest = SwitchTurn.objects.order_by("-pk").values_list("on", flat=True).first()
    return True if newest is None else newest
