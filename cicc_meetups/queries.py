"""Councils and their workers, as pages and desks need them."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import User
from cicc_meetups.models import Council, Worker

TO_CHECK, ASKED, CHECKED, REFUSED = "to-check", "asked", "checked", "refused"
NEW, ENDED, ALL = "new", "ended", "all"


def worker_of(user: User) -> Worker | None:
    """Return the worker `user` is, with council and authority."""
    return Worker.objects.select_related("council__authority", "user").filter(user=user).first()


def known_in(authority: str) -> list[Council]:
    """Return the councils of an authority that somebody of ours has looked at, whenever that was.

    A name that nobody has checked is shown to nobody.
    """
    known = Council.objects.here().filter(authority=authority, workers__checked_at__isnull=False)
    return list(known.distinct())


def queue(name: str, words: str = "") -> QuerySet[Worker]:
    """Return the workers of one queue of the desk, who waits longest first.

    `words` are looked for in the names of council and authority, each of them; names of people are sealed.
    """
    rows = Worker.objects.select_related("council__authority").order_by("pk")
    for word in words.split()[:8]:
        rows = rows.filter(Q(council__name__icontains=word) | Q(council__authority__name__icontains=word))
    match name:
        case "all":
            return rows
        case "new":
            return rows.to_check(timezone.localdate()).filter(checked_at__isnull=True)
        case "ended":
            return rows.to_check(timezone.localdate()).filter(checked_at__isnull=False)
        case "asked":
            return rows.filter(asked_at__isnull=False)
        case "checked":
            return rows.checked(timezone.localdate())
        case "refused":
            return rows.filter(refused_at__isnull=False)
    return rows.to_check(timezone.localdate())
