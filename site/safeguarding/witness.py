"""What the end of the audit chain was, written down outside the database (S22).

A chain whose end was cut off, or which was hashed anew from some entry on, is whole in itself. A head
noted elsewhere shows it. Each note is signed with a key the database does not hold.
"""

from __future__ import annotations

import hmac
import io
import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.cache import cache
from django.utils import timezone

import storage
from people import keyed
from safeguarding.models import AuditEntry

PREFIX = "safeguarding/audit-heads"
EVERY = timedelta(hours=1)
_PURPOSE = "audit-head"
_NOTED = "safeguarding:audit-head-noted"


@dataclass(frozen=True, slots=True)
class Head:
    """The chain ended at entry `number` with `hash` at `noted_at`; `genuine` says whether we wrote that."""

    number: int
    hash: str
    noted_at: datetime
    genuine: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """Between the entries `after` (0: the beginning) and `upto` the chain is not what it was."""

    after: int
    upto: int
    why: str


def note() -> int:
    """Write down the head of the chain if it has moved and the last note is an hour old; 1 if so.

    Raises storage.StorageError.
    """
    if not cache.add(_NOTED, True, timeout=EVERY.total_seconds()):
        return 0
    try:
        return _note()
    except Exception:
        cache.delete(_NOTED)
        raise


def _note() -> int:
    last = AuditEntry.objects.order_by("-id").values_list("id", "hash").first()
    newest = max(storage.walk(storage.private(), f"{PREFIX}/"), key=lambda entry: entry.key, default=None)
    now = timezone.now()
    if last is None or (newest is not None and newest.modified_at > now - EVERY):
        return 0
    number, digest = last
    facts = {"number": number, "hash": digest, "noted_at": now.isoformat()}
    body = json.dumps({**facts, "mac": keyed.digest(_PURPOSE, _signed(facts))}).encode()
    # Numbers in a key of fixed length: listings come in the order of the chain.
    storage.put(
        storage.private(), f"{PREFIX}/{number:012}.json", io.BytesIO(body), content_type="application/json"
    )
    return 1


def heads() -> list[Head]:
    """Return every head that was noted, in the chain's order."""
    found = []
    for entry in storage.walk(storage.private(), f"{PREFIX}/"):
        written = json.loads(b"".join(storage.private().pieces(entry.key)))
        mac = written.pop("mac", "")
        genuine = any(hmac.compare_digest(mac, right) for right in keyed.digests(_PURPOSE, _signed(written)))
        found.append(
            Head(written["number"], written["hash"], datetime.fromisoformat(written["noted_at"]), genuine)
        )
    return sorted(found, key=lambda head: head.number)


def compare(noted: list[Head]) -> Finding | None:
    """Ask the chain for every noted head, oldest first; return where it first differs, None if nowhere."""
    agreed = 0
    for head in noted:
        if not head.genuine:
            return Finding(agreed, head.number, "a noted head was changed")
        now = AuditEntry.objects.filter(pk=head.number).values_list("hash", flat=True).first()
        if now is None:
            return Finding(agreed, head.number, "the chain was cut off, or entries were removed")
        if now != head.hash:
            return Finding(agreed, head.number, "entries were changed and hashed anew")
        agreed = head.number
    return None


def _signed(facts: dict[str, object]) -> str:
    return json.dumps(facts, sort_keys=True, separators=(",", ":"))
