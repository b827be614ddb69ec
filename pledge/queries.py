"""Reads of the Pledge as people see it: which version, in which words; and a signature's own page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.core.cache import cache
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from geography.models import LocalAuthority
from pledge import mailboxes
from pledge.enums import Kind, Reader
from pledge.models import Promise, PublicName, Signature, Version

SECONDS_KEPT = 5
_FIELDS = {
    Reader.UNDER_10: "under_10",
    Reader.TO_14: "to_14",
    Reader.TO_18: "to_18",
    Reader.ADULTS: "adults",
    Reader.EASY: "easy",
}


@dataclass(frozen=True, slots=True)
class Said:
    """One promise in one reader's words."""

    key: UUID
    heading: str
    words: str
    question: str


@dataclass(frozen=True, slots=True)
class Pledge:
    """A version as it is shown; `language` is the language its words are really in."""

    version: Version
    title: str
    intro: str
    promises: list[Said]
    language: str


def current(today: date | None = None) -> Version | None:
    """Return the version in force: the row signatures are tied to."""
    begun = Version.objects.canonical().begun(today or timezone.localdate())
    return begun.order_by("-starts_date", "-id").first()


def pledge(reader: Reader = Reader.ADULTS, *, version: Version | None = None) -> Pledge | None:
    """Return the version in force (or `version`) in the page's language, in the words for `reader`.

    In the site's first language where nobody has translated it. What an editor changes is read within
    SECONDS_KEPT: in a rush nobody asks the database for the same words 35 times a second.
    """
    wanted = get_language() or settings.LANGUAGE_CODE
    key = f"pledge:words:{version.pk if version is not None else ''}:{wanted}:{reader}"
    if (known := cache.get(key)) is not None:
        return known
    found = _read(reader, version or current(), wanted)
    if found is not None:
        cache.set(key, found, SECONDS_KEPT)
    return found


def _read(reader: Reader, canonical: Version | None, wanted: str) -> Pledge | None:
    if canonical is None:
        return None
    shown = canonical
    if wanted != settings.LANGUAGE_CODE:
        same = Version.objects.filter(translation_key=canonical.translation_key)
        shown = same.filter(locale__language_code=wanted).first() or canonical
    field = _FIELDS[reader]
    return Pledge(
        version=canonical,
        title=shown.title,
        intro=shown.intro,
        promises=[
            Said(one.translation_key, one.heading, getattr(one, field), one.question)
            for one in Promise.objects.filter(version=shown).order_by("sort_order", "id")
        ],
        language=wanted if shown is not canonical else settings.LANGUAGE_CODE,
    )


def counted_of(email: str, kind: Kind | str) -> Signature | None:
    """Return the signature of this mailbox that counts already, if there is one."""
    return Signature.objects.counted().filter(email_key__in=mailboxes.keys(email), kind=kind).first()


def of_mailbox(email: str) -> QuerySet[Signature]:
    """Return all signatures of a mailbox, those that wait for their link included, the last first."""
    return Signature.objects.filter(email_key__in=mailboxes.keys(email)).order_by("-sent_at", "-id")


def wall(kind: Kind | str) -> QuerySet[PublicName]:
    """Return the names everybody may read, with what a line of the wall shows."""
    return PublicName.objects.public().filter(kind=kind).select_related("authority")


def without_name() -> QuerySet[Signature]:
    """Return signatures that count and want a name on the wall, for which nothing was proposed yet."""
    wanting = Signature.objects.counted().filter(wants_name=True, public_name__isnull=True)
    return wanting.order_by("confirmed_at", "id")


def listed(said: dict[str, object]) -> QuerySet[Signature]:
    """Return signatures for staff, narrowed by `said` (desk.forms.NarrowForm's answers), newest first."""
    rows = Signature.objects.select_related("authority__region", "version", "public_name")
    narrow = Q()
    for name, at in (
        ("kind", "kind"),
        ("role", "role"),
        ("version", "version"),
        ("region", "authority__region"),
    ):
        if said.get(name):
            narrow &= Q(**{at: said[name]})
    if said.get("state"):
        narrow &= Q(confirmed_at__isnull=said["state"] == "waiting")
    if words := str(said.get("search") or ""):
        places = LocalAuthority.objects.filter(name__icontains=words)
        narrow &= Q(organisation__icontains=words) | Q(authority__in=places)
    return rows.filter(narrow).order_by("-sent_at", "-id")
