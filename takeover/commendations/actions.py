"""Commend a host, by rule or by hand, or take that back."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from certificates import actions as certificates
from certificates.models import Certificate
from safeguarding import audit
from takeover.commendations import emails
from takeover.commendations.enums import Level
from takeover.commendations.models import Commendation
from takeover.commendations.queries import Row
from takeover.models import Host, Season


@transaction.atomic
def follow(*, row: Row, season: Season) -> bool:
    """Commend a host as the rule says; True if that is more than it had.

    The rule only raises: a host whose story leaves with a child who takes back a yes loses nothing by it.
    What a person gave or took back stays as it is.
    """
    level = row.by_rule
    if level is None or not row.host.is_fit:
        return False
    mine, new = Commendation.objects.select_for_update().get_or_create(
        host=row.host, season=season, defaults={"level": level}
    )
    if not new and (mine.by_hand or mine.taken_at is not None or mine.level >= level):
        return False
    mine.level, mine.given_at = level, timezone.now()
    mine.save(update_fields=["level", "given_at"])
    _tell(mine, by=audit.SYSTEM)
    return True


@transaction.atomic
def give(*, host: Host, season: Season, level: Level, words: str, user: User) -> Commendation:
    """Commend a host by hand, at any level; `words` are why, for everybody to read."""
    mine, _ = Commendation.objects.select_for_update().update_or_create(
        host=host,
        season=season,
        defaults={
            "level": level,
            "words": words,
            "given_at": timezone.now(),
            "given_by": user,
            "taken_at": None,
            "taken_by": None,
        },
    )
    _tell(mine, by=audit.actor(user))
    return mine


@transaction.atomic
def take_back(*, commendation: Commendation, user: User) -> bool:
    """Take a commendation back: it is shown no more, and its certificate counts no more. True if new."""
    here = Commendation.objects.filter(pk=commendation.pk, taken_at__isnull=True)
    if not here.update(taken_at=timezone.now(), taken_by=user):
        return False
    _revoke(commendation, by=audit.actor(user))
    audit.record(by=audit.actor(user), act="host.commendation_taken", subject=commendation.host)
    return True


def forget(*, host: Host) -> None:
    """Delete what a host that left was commended for; its certificates count no more, and name nobody."""
    for mine in Commendation.objects.filter(host=host):
        _revoke(mine, by=audit.SYSTEM)
        certificates.forget(subject=mine, who=True)
        mine.delete()


def _tell(mine: Commendation, *, by: str) -> None:
    level = Level(mine.level)
    _revoke(mine, by=by, but=level.certificate)
    certificates.issue(
        kind=level.certificate,
        subject=mine,
        what=mine.season.name,
        who=mine.host.name,
        place=mine.host.authority.name,
        on_date=timezone.localdate(),
        by=by,
    )
    audit.record(by=by, act="host.commended", subject=mine.host, level=level.value)
    emails.commended(mine)


def _revoke(mine: Commendation, *, by: str, but: str = "") -> None:
    for certificate in Certificate.objects.about(mine).good().exclude(kind=but):
        certificates.revoke(certificate=certificate, by=by)
