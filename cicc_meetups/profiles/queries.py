"""Reads across councils, their public pages, and what they asked."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from cicc_meetups.models import Council, Worker
from cicc_meetups.profiles.models import Contact, Profile
from cicc_meetups.promises import queries as promises
from cicc_meetups.promises.models import Promise
from cicc_meetups.questions.models import Question

MOST_ASKED = 5


def shown() -> QuerySet[Profile]:
    """Return the pages everybody may see, by region, authority and council."""
    pages = Profile.objects.to_show().select_related("council__authority__region")
    return pages.order_by("council__authority__region__name", "council__authority__name", "called", "pk")


def counts() -> dict[str, int]:
    """Return how many councils have a page, by the code of their authority."""
    rows = Profile.objects.to_show().order_by().values_list("council__authority")
    return dict(rows.annotate(n=Count("pk")))


def contact(profile: Profile) -> Contact | None:
    """Return whom one can write to about the council today."""
    return Contact.objects.shown(timezone.localdate()).filter(profile=profile).first()


def asked(council: Council) -> list[Question]:
    """Return what everybody may read that the council asked, the last first: once the meetup has begun."""
    begun = Question.objects.public().filter(
        council=council, meetup__starts_at__lte=timezone.now(), meetup__cancelled_at__isnull=True
    )
    return list(begun.select_related("meetup__region").order_by("-meetup__starts_at", "-id")[:MOST_ASKED])


def promised(council: Council) -> list[Promise]:
    """Return what was promised in answer to what the council asked, the last first."""
    answers = promises.shown().filter(question__council=council, question__in=Question.objects.public())
    return list(answers.order_by("-made_date", "-id")[:MOST_ASKED])


@dataclass(frozen=True, slots=True)
class Own:
    """A council's page as its workers see it: what is public, and what is being written or checked."""

    public: Profile | None
    in_work: Profile | None

    @property
    def any(self) -> bool:
        return self.public is not None or self.in_work is not None


def own(worker: Worker) -> Own:
    """Return both versions of the worker's council; one query."""
    rows = Profile.objects.here().filter(council=worker.council_id).order_by("pk")
    found = {row.live: row for row in rows.select_related("reply", "contact", "council__authority__region")}
    return Own(public=found.get(True), in_work=found.get(False))


def councils(*, words: str = "", page: str = "") -> QuerySet[Council]:
    """Return the councils that are here, for staff, by name: each with what its page is.

    `words` are looked for in the names of council and authority, each of them; `page` is 'public',
    'waiting' or 'none'. Each row has `public_page`, `sent_page` and `draft_page`, numbers or None, and
    `workers_now`.
    """
    public = Profile.objects.here().filter(council=OuterRef("pk"), live=True)
    in_work = Profile.objects.in_work().filter(council=OuterRef("pk"))
    sent, drafts = in_work.filter(is_draft=False), in_work.filter(is_draft=True)
    today = timezone.localdate()
    found = (
        Council.objects.here()
        .select_related("authority__region")
        .annotate(
            public_page=Subquery(public.values("pk")[:1]),
            sent_page=Subquery(sent.values("pk")[:1]),
            draft_page=Subquery(drafts.values("pk")[:1]),
            workers_now=Count("workers", filter=Q(workers__checked_until__gte=today)),
        )
    )
    for word in words.split()[:8]:
        found = found.filter(Q(name__icontains=word) | Q(authority__name__icontains=word))
    match page:
        case "public":
            found = found.filter(public_page__isnull=False)
        case "waiting":
            found = found.filter(sent_page__isnull=False)
        case "none":
            found = found.filter(public_page__isnull=True, sent_page__isnull=True)
    return found.order_by("name", "pk")
