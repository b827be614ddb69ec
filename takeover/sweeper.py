"""What time does to hosts: warns, suspends, scans again, deletes. Idempotent; may run beside itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from accounts import guests
from accounts.models import User
from consent import withdrawal
from people.sweeping import each
from safeguarding import audit
from safeguarding.queries import erasure_frozen
from takeover import actions, documents, emails, ending, gate, queries
from takeover.enums import SuspendedFor
from takeover.models import Document, Host, Registration
from takeover.proofs import WARNED_DAYS

BATCH = 500
# A clock that jumps ahead must not close or delete everything at once (F10).
MOST_AT_ONCE = 50
UNSENT_KEPT = timedelta(days=90)
REFUSED_KEPT = timedelta(days=365)
KEPT_AFTER_SEASON = timedelta(days=2 * 365)
STRANGERS_KEPT = timedelta(days=1)


def sweep() -> dict[str, int]:
    """Do all that is due; return how many of each. One host's failure never stops the others."""
    return {
        "host_papers_scanned": each("scan", _unscanned(), documents.scan_again),
        "host_warnings": each("warn", _warned_soon(), _warn),
        "hosts_suspended": each("suspend", _ended(), _suspend),
        "hosts_resumed": each("resume", _suspended_by_time(), _resume),
        "hosts_erased": each("erase", _over(), _leave),
        "host_papers_removed": each("remove", _replaced(), _remove),
        "host_guests_forgotten": each("forget", _strangers(), _forget),
    }


def _unscanned() -> Iterable[Document]:
    return Document.objects.filter(scanned_at__isnull=True, replaced_at__isnull=True)[:BATCH]


def _warned_soon() -> Iterable[Host]:
    soon = timezone.localdate() + timedelta(days=max(WARNED_DAYS))
    return queries.ending_by(soon).select_related("registration").order_by("id").iterator(BATCH)


def _warn(host: Host) -> int:
    """Write once for the tightest day that anything has come within; return how many letters that were."""
    return sum(
        emails.ending(host, standing.tick, days=standing.ends_within)
        for standing in gate.standings(host)
        if standing.tick is not None and standing.ends_within is not None
    )


def _ended() -> Iterable[Host]:
    yesterday = timezone.localdate() - timedelta(days=1)
    return queries.ending_by(yesterday).filter(suspended_at__isnull=True).order_by("id")[:MOST_AT_ONCE]


def _suspend(host: Host) -> bool:
    return actions.suspend(host=host, reason=SuspendedFor.ENDED, by=audit.SYSTEM)


def _suspended_by_time() -> Iterable[Host]:
    return queries.approved_hosts().filter(suspended_for=SuspendedFor.ENDED)[:BATCH]


def _resume(host: Host) -> bool:
    return actions.resume_if_good(host=host, by=audit.SYSTEM)


def _over() -> Iterable[Registration]:
    """Yield what nobody needs any more: never sent, refused long ago, of a season long over, or left."""
    now = timezone.now()
    unsent = Q(host__isnull=True, touched_at__lte=now - UNSENT_KEPT)
    refused = Q(host__refused_at__lte=now - REFUSED_KEPT)
    past = Q(host__isnull=False, season__ends_date__lte=timezone.localdate() - KEPT_AFTER_SEASON)
    left = Q(host__left_at__isnull=False)
    found = Registration.objects.filter(unsent | refused | past | left)
    return found.select_related("host", "owner").order_by("id")[:MOST_AT_ONCE]


def _leave(registration: Registration) -> bool:
    withdrawal.withdraw(subject=registration, by=audit.SYSTEM, route=ending.EXPIRED)
    return not Registration.objects.filter(pk=registration.pk).exists()


def _replaced() -> Iterable[Document]:
    return Document.objects.filter(replaced_at__isnull=False).select_related("registration__host")[:BATCH]


def _remove(document: Document) -> bool:
    host = document.registration.host
    if host is not None and erasure_frozen(host):
        return False
    documents.remove_file(document)
    return True


def _strangers() -> Iterable[User]:
    """Yield guests no room knows: an address somebody typed, or one whose registration is gone."""
    return guests.strangers(timezone.now() - STRANGERS_KEPT)[:BATCH]


def _forget(user: User) -> bool:
    return guests.forget(user)
