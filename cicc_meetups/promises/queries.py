"""Reads across promises, what became of them, and where they were made."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Prefetch, Q, QuerySet

from cicc_meetups.models import Meetup
from cicc_meetups.promises.enums import PromiseState
from cicc_meetups.promises.models import News, Promise, PromiseQuerySet
from geography.models import Region


def _with_news(promises: PromiseQuerySet) -> PromiseQuerySet:
    """Have each bring its region, the question it answers, how far it is, and in `told` its public news."""
    told = News.objects.public().order_by("-on_date", "-id")
    return (
        promises.with_state()
        .select_related("meetup__region", "question")
        .prefetch_related(Prefetch("news", queryset=told, to_attr="told"))
    )


def shown(*, region: Region | None = None, state: PromiseState | None = None) -> PromiseQuerySet:
    """Return what everybody reads, of one region and of one state when they are given."""
    found = _with_news(Promise.objects.public())
    if region is not None:
        found = found.filter(meetup__region=region)
    return found if state is None else found.filter(Q(now=state.value))


def shown_of(meetups: Iterable[Meetup]) -> PromiseQuerySet:
    """Return what was promised at these meetups, in the order it was."""
    return shown().filter(meetup__in=list(meetups)).order_by("made_date", "id")


def for_staff() -> QuerySet[Promise]:
    """Return every promise that was not taken back, what is to be asked about first."""
    rows = Promise.objects.here().with_state().select_related("meetup__region")
    return rows.order_by("ask_again_date", "id")
