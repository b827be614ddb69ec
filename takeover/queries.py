"""Reads across hosts, registrations and seasons."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from takeover import names
from takeover.answers import Answers
from takeover.models import Host, Registration, Season, Tick


def registration_of(user: User) -> Registration | None:
    """Return what `user` is registering, or has registered."""
    return Registration.objects.select_related("host", "host__reply", "season").filter(owner=user).first()


def open_season(answers: Answers, today: date) -> Season | None:
    """Return the season an organisation registers for: the one it chose, else the next that is open."""
    seasons = Season.objects.canonical().taking_hosts(today).order_by("starts_date", "id")
    chosen = str(answers.get("season", ""))
    return next((season for season in seasons if str(season.pk) == chosen), seasons.first())


def whole_name(answers: Answers) -> str:
    """Return the organisation's name with its team or site."""
    parts = [str(answers.get(part) or "").strip() for part in ("name", "team")]
    return ", ".join(part for part in parts if part)


def twin(answers: Answers, *, but: Host | None = None) -> Host | None:
    """Return the host that has this name in this authority already; never told who it is of."""
    plain = names.plain(whole_name(answers))
    found = Host.objects.alive().filter(
        refused_at__isnull=True, plain_name=plain, authority_id=str(answers.get("authority", ""))
    )
    if but is not None:
        found = found.exclude(pk=but.pk)
    return found.first() if plain else None


def changed_since_sent(registration: Registration) -> bool:
    """Whether the host has answers or papers here that were not sent yet."""
    if registration.answers != registration.sent:
        return True
    here = registration.documents.filter(replaced_at__isnull=True)
    return here.filter(sent_at__isnull=True).exists() or here.filter(dropped_at__isnull=False).exists()


def approved_hosts() -> QuerySet[Host]:
    """Return hosts whose proofs must not end unseen: approved, and not over."""
    return Host.objects.alive().filter(approved_at__isnull=False, refused_at__isnull=True)


def last_ticks() -> QuerySet[Tick]:
    """Return, for each host and proof, the tick that counts: the newest."""
    newer = Tick.objects.filter(host=OuterRef("host"), proof=OuterRef("proof"), pk__gt=OuterRef("pk"))
    return Tick.objects.filter(~Exists(newer))


def ending_by(day: date) -> QuerySet[Host]:
    """Return approved hosts of which something ends on or before `day`."""
    due = last_ticks().filter(host=OuterRef("pk"), ends_date__lte=day)
    return approved_hosts().filter(Exists(due))
