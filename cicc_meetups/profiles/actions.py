"""Writing a council's page, its logo, sending it, taking it down: one verb a function."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import timedelta

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

import storage
from cicc_meetups.models import Council, Worker
from cicc_meetups.profiles.enums import Often, Route
from cicc_meetups.profiles.models import Contact, Profile
from consent import withdrawal
from moderation import actions as moderation
from safeguarding import audit
from uploads import pictures

DRAFTS_KEPT = timedelta(days=90)
REFUSED_KEPT = timedelta(days=90)
MOST_AT_ONCE = 50  # a clock that jumps ahead must not delete everything at once (F10)


class NotReady(Exception):
    """The page cannot be changed or sent as it is: it is being checked, or there is none."""


@dataclass(frozen=True, slots=True)
class Office:
    """Whom everybody may write to, because the worker wishes so."""

    role: str
    email: str
    name: str = ""


@transaction.atomic
def write(
    *,
    worker: Worker,
    called: str,
    words: str,
    age_from: int,
    age_to: int,
    often: Often | None,
    contact: Office | None,
    language: str,
    by: str,
) -> Profile:
    """Keep what the council says of itself; the first time begins a version, with the logo that is public.

    Raises NotReady while a version is being checked, and storage.StorageError.
    """
    # The council's row first, so that two of its workers at once begin one version.
    Council.objects.select_for_update().get(pk=worker.council_id)
    said = {
        "called": called,
        "words": words,
        "age_from": age_from,
        "age_to": age_to,
        "often": often or "",
        "language": language,
    }
    row = Profile.objects.in_work().filter(council=worker.council_id).first()
    if row is None:
        row = Profile.objects.create(council_id=worker.council_id, **said, **_public_logo(worker.council_id))
        audit.record(by=by, act="profile.begun", subject=row, council=worker.council_id)
    else:
        row = _writable(row)
        Profile.objects.filter(pk=row.pk).update(**said)
        audit.record(by=by, act="profile.written", subject=row)
    Contact.objects.filter(profile=row).delete()
    if contact is not None:
        Contact.objects.create(
            profile=row, worker=worker, role=contact.role, email=contact.email, name=contact.name
        )
    return Profile.objects.get(pk=row.pk)


@transaction.atomic
def set_logo(*, profile: Profile, file: UploadedFile | None, alt: str, by: str) -> None:
    """Give it a logo in place of the one before. Raises pictures.NotTaken, NotReady, storage.StorageError."""
    row = _writable(profile)
    stored, width, height = pictures.keep(file, Profile.ROOM)
    facts = {"key": stored.key, "sha256": stored.sha256, "width": width, "height": height, "alt": alt}
    Profile.objects.filter(pk=row.pk).update(**facts)
    audit.record(by=by, act="profile.logo_set", subject=row)
    if row.key:
        storage.remove(storage.private(), [row.key])


@transaction.atomic
def drop_logo(*, profile: Profile, by: str) -> None:
    """Take the logo away, file and all. Raises NotReady, storage.StorageError."""
    row = _writable(profile)
    if row.key:
        Profile.objects.filter(pk=row.pk).update(key="", sha256="", width=0, height=0, alt="")
        audit.record(by=by, act="profile.logo_dropped", subject=row)
        storage.remove(storage.private(), [row.key])


@transaction.atomic
def send(*, profile: Profile, by: str) -> Profile:
    """Send it to be checked by two people. Raises NotReady."""
    row = _writable(profile)
    again = {
        "is_draft": False,
        "sent_at": timezone.now(),
        "asked_at": None,
        "refused_at": None,
        "reply": None,
    }
    Profile.objects.filter(pk=row.pk).update(**again)
    row.refresh_from_db()
    audit.record(by=by, act="profile.sent", subject=row)
    moderation.start_review(subject=row, by=by)
    return row


def take_back(*, profile: Profile, by: str, route: Route) -> bool:
    """Take one version back at once and for good (S8); True for the one caller that did it."""
    return withdrawal.withdraw(subject=profile, by=by, route=route.value)


@transaction.atomic
def take_down(*, council: Council, by: str, route: Route) -> int:
    """Take down a council's page, with what is being written or checked; return how many versions (C)."""
    here = Profile.objects.here().filter(council=council).order_by("pk")
    return sum(take_back(profile=one, by=by, route=route) for one in here)


def make_room_for(profile: Profile) -> int:
    """Take back what was public before `profile`, in the transaction in which it becomes public."""
    older = Profile.objects.here().filter(council=profile.council_id, live=True).exclude(pk=profile.pk)
    return sum(take_back(profile=one, by=audit.SYSTEM, route=Route.NEWER) for one in older)


def drop_contacts() -> int:
    """Delete contacts whose worker stands beside another council now; return how many. For the sweeper."""
    return Contact.objects.filter(pk__in=Contact.objects.astray().values("pk")[:MOST_AT_ONCE]).delete()[0]


def erase_old() -> int:
    """Take back what has had its time (S1): drafts and refusals after 90 days; councils that left."""
    now = timezone.now()
    here = Profile.objects.here().order_by("pk")
    due = [
        *here.filter(is_draft=True, sent_at__lte=now - DRAFTS_KEPT)[:MOST_AT_ONCE],
        *here.filter(refused_at__lte=now - REFUSED_KEPT)[:MOST_AT_ONCE],
        *here.filter(council__left_at__isnull=False)[:MOST_AT_ONCE],
    ]
    return sum(take_back(profile=one, by=audit.SYSTEM, route=Route.EXPIRY) for one in due)


def _writable(profile: Profile) -> Profile:
    """Return the row, locked, if its council may change it. Raises NotReady."""
    row = Profile.objects.select_for_update().get(pk=profile.pk)
    free = row.is_draft or row.asked_at is not None or row.refused_at is not None
    if row.withdrawn_at is not None or row.live or not free:
        raise NotReady
    return row


def _public_logo(council: int) -> dict[str, str | int]:
    """Return a copy of the council's public logo: each version has a file of its own, to go with it."""
    shown = Profile.objects.public().filter(council=council).exclude(key="").first()
    if shown is None:
        return {}
    body = io.BytesIO(b"".join(storage.private().pieces(shown.key)))
    key = storage.new_key(Profile.ROOM, ".jpg")
    stored = storage.put(storage.private(), key, body, content_type=pictures.KIND)
    return {
        "key": stored.key,
        "sha256": stored.sha256,
        "width": shown.width,
        "height": shown.height,
        "alt": shown.alt,
    }
