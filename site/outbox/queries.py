"""Which letters stand in the outbox already."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import batched

from outbox.models import Message

BATCH = 500


def unwritten[Due](letters: Iterable[tuple[str, Due]]) -> Iterator[Due]:
    """Yield what is due of `letters`, pairs of a message's key and whatever it is about.

    What was written before, sent or taken back, is left out; asked BATCH at a time, not one by one.
    """
    for some in batched(letters, BATCH):
        known = set(Message.objects.filter(key__in=[key for key, _ in some]).values_list("key", flat=True))
        yield from (due for key, due in some if key not in known)
