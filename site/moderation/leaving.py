"""What something reviewed loses when it is taken back, and the nameless row that stays (S8, F14)."""

from __future__ import annotations

import hashlib
import logging
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from wagtail.models import ModelLogEntry, ReferenceIndex
from wagtail.search.models import IndexEntry

from consent import actions as consent
from consent import queries as consent_queries
from consent import withdrawal
from moderation import actions, appeals, reports
from moderation.reviewed import Reviewed
from outbox import actions as outbox
from outbox.models import Message
from people.models import Contact
from safeguarding import actions as safeguarding
from safeguarding import audit
from safeguarding import queries as holds

log = logging.getLogger(__name__)

KEPT_BEFORE = "frozen_before"  # the hold of what an older database does not know to be held
BATCH = 200
_OUT_OF_PUBLIC: dict[str, Any] = {
    "live": False,
    "live_revision": None,
    "approved_at": None,
    "approved_digest": "",
}
_NOBODYS: dict[str, Any] = {
    "has_unpublished_changes": False,
    "latest_revision": None,
    "reply": None,
    "asked_at": None,
    "locked": False,
    "locked_by": None,
    "locked_at": None,
    "first_published_at": None,
    "last_published_at": None,
}


def silence(subject: Any) -> None:
    """End every question and letter about what has been taken back, frozen or not. Idempotent."""
    actions.end_review(subject=subject, by=audit.SYSTEM)
    reports.subject_gone(subject=subject, by=audit.SYSTEM)
    appeals.subject_gone(subject=subject, by=audit.SYSTEM)
    consent.close(subject=subject)
    outbox.cancel_for(audit.reference(subject))


def scrub(subject: Any) -> None:
    """Delete every copy of its words and every address, in the caller's transaction. Idempotent."""
    silence(subject)
    forget_copies(subject)
    actions.erase_notes(subject=subject, by=audit.SYSTEM)
    reports.erase_words_about(subject=subject)
    consent.forget_people(subject=subject)
    consent_queries.asks(subject).update(contact=None)
    Contact.objects.about(subject).delete()
    Message.objects.filter(subject_ref=audit.reference(subject)).update(to="", context={})


def forget_copies(subject: Any) -> None:
    """Delete what Wagtail keeps beside a row and what outlives its words: every version, log and index."""
    subject.workflow_states.all().delete()
    subject.revisions.all().delete()
    ModelLogEntry.objects.for_instance(subject).delete()
    index_entries(subject).delete()
    ReferenceIndex.remove_for_object(subject)


def index_entries(subject: Model) -> Any:
    """Return the rows of the search index about `subject`."""
    kind = ContentType.objects.get_for_model(subject, for_concrete_model=False)
    return IndexEntry.objects.filter(content_type=kind, object_id=str(subject.pk))


def register(model: type[Reviewed]) -> None:
    """Let subjects of `model` be taken back by consent.withdrawal's one verb."""
    withdrawal.register(
        model,
        withdrawal.Way(
            alive=model._base_manager.filter(withdrawn_at__isnull=True),
            end=end,
            mark=mark,
            places=lambda subject: subject.places(),
            frozen=holds.erasure_frozen,
        ),
    )


def end(subject: Reviewed, *, by: str, route: str, keep: bool) -> bool:
    """Take `subject` out of every page and list, and its words out of the database.

    What is frozen leaves the public like anything else; its words stay until the freeze is lifted (S17).
    """
    rows = type(subject)._base_manager.filter(pk=subject.pk, withdrawn_at__isnull=True)
    if not rows.update(withdrawn_at=timezone.now(), withdrawn_by=route, **_OUT_OF_PUBLIC):
        return False
    subject.refresh_from_db()
    subject.stop()
    if keep and not holds.erasure_frozen(subject):
        safeguarding.hold(subject=subject, reason=KEPT_BEFORE, by=by)
    silence(subject)
    audit.record(by=by, act=f"{subject._meta.model_name}.withdrawn", subject=subject, route=route)
    if not subject.places():
        erase(subject)
    else:
        transaction.on_commit(lambda: _erase_now(subject), robust=True)
    return True


def mark(subject: Reviewed) -> str:
    """Return what tells this row from any other with the same number."""
    return hashlib.sha256(f"{audit.reference(subject)} {subject.sent_at.isoformat()}".encode()).hexdigest()


@transaction.atomic
def erase(subject: Reviewed) -> bool:
    """Delete files and words of what was taken back; False while it is frozen. Idempotent.

    Raises storage.StorageError when a file is still there: then the words wait with it for the sweep.
    """
    row = type(subject)._base_manager.select_for_update().get(pk=subject.pk)
    if row.withdrawn_at is None or holds.erasure_frozen(row):
        return False
    if row.places() or withdrawal.stones(row).exclude(places=[]).exists():
        withdrawal.remove_files(row)
    row.forget_more()
    type(row)._base_manager.filter(pk=row.pk).update(erased_at=timezone.now(), **_NOBODYS, **row.NAMELESS)
    scrub(row)
    subject.refresh_from_db()
    return True


def erase_owed(model: type[Reviewed]) -> int:
    """Erase what was taken back and is still there; return how many. For the sweeper."""
    owed = model._base_manager.filter(withdrawn_at__isnull=False, erased_at__isnull=True)
    return sum(_erase_now(row) for row in owed.order_by("pk")[:BATCH])


def _erase_now(subject: Reviewed) -> bool:
    try:
        return erase(subject)
    except Exception:
        log.exception("%s could not be erased; the sweep tries again", audit.reference(subject))
        return False
