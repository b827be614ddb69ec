"""Reads across stories, what changed, and the challenges they are about."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from takeover.challenges.models import Challenge
from takeover.models import Host
from takeover.sign_ups.models import Ticket
from takeover.sign_ups.queries import names_are_shown
from takeover.stories import faces
from takeover.stories.models import Change, ChangeAsk, StoryPage, WriteUp

ASKED_AFTER = timedelta(days=91)  # three months after the last day
REMINDED_AFTER = timedelta(days=28)
ASKED_UNTIL = timedelta(days=365)  # a site that stood still for a year asks nobody about the year before
BATCH = 200


def held_here(host: Host, today: date) -> QuerySet[Challenge]:
    """Return the host's challenges that have taken place, the last first."""
    past = host.challenges.filter(approved_at__isnull=False, called_off_at__isnull=True)
    return past.filter(last_date__lt=today).order_by("-last_date", "-id")


def to_ask(today: date) -> QuerySet[Challenge]:
    """Return challenges whose hosts have to be asked what changed, and were not."""
    past = Challenge.objects.filter(
        approved_at__isnull=False,
        called_off_at__isnull=True,
        last_date__lte=today - ASKED_AFTER,
        last_date__gt=today - ASKED_UNTIL,
        host__left_at__isnull=True,
        change_asked__isnull=True,
    )
    return past.select_related("host__registration__owner").order_by("last_date", "id")[:BATCH]


def to_remind(today: date) -> QuerySet[ChangeAsk]:
    """Return what was asked four weeks ago and has neither an answer nor a reminder."""
    asked = ChangeAsk.objects.filter(
        reminded_at__isnull=True,
        asked_at__date__lte=today - REMINDED_AFTER,
        challenge__host__left_at__isnull=True,
    )
    answered = Change.objects.here().values("challenge")
    asked = asked.exclude(challenge__in=answered)
    return asked.select_related("challenge__host__registration__owner").order_by("id")[:BATCH]


def waits_for_change(host: Host, today: date) -> QuerySet[Challenge]:
    """Return the host's challenges it was asked about and has not answered."""
    answered = Change.objects.here().filter(host=host).values("challenge")
    return held_here(host, today).filter(change_asked__isnull=False).exclude(pk__in=answered)


def nameable(challenge: Challenge, today: date) -> list[Ticket]:
    """Return the children a host may name as recognisable: those with a standing photo yes, while the
    host still sees first names (S25)."""
    if not names_are_shown(challenge, today):
        return []
    firm = Ticket.objects.firm().filter(sign_up__challenge=challenge).order_by("sign_up", "number")
    return faces.with_yes(list(firm))


def changes() -> QuerySet[Change]:
    """Return what changed, for everybody, newest first when paged."""
    return Change.objects.public().select_related("challenge__host", "challenge__authority__region")


def changes_of(challenges: Iterable[Challenge]) -> QuerySet[Change]:
    """Return what changed because of these challenges, newest first: for a child with a ticket, too."""
    return changes().filter(challenge__in=list(challenges)).order_by("-approved_at", "-pk")


def stories() -> QuerySet[StoryPage]:
    """Return the public stories in the first language."""
    pages = StoryPage.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE)
    return pages.filter(_is_public(), first_published_at__isnull=False)


def stories_of(challenge: Challenge) -> QuerySet[StoryPage]:
    """Return the public stories about one challenge, in the first language."""
    return stories().filter(write_up__challenge=challenge).order_by("-first_published_at")


def in_words(pages: list[StoryPage]) -> list[StoryPage]:
    """Return each story in the reader's language where it has been translated; one query."""
    if get_language() == settings.LANGUAGE_CODE or not pages:
        return pages
    translated = {
        page.translation_key: page
        for page in StoryPage.objects.live().filter(
            translation_key__in=[page.translation_key for page in pages],
            locale__language_code=get_language(),
        )
    }
    return [translated.get(page.translation_key, page) for page in pages]


def story(slug: str) -> StoryPage | None:
    """Return the public story at `slug`, in the reader's language where it has been translated."""
    page = stories().filter(slug=slug).first()
    return in_words([page])[0] if page is not None else None


def of_host(host: Host) -> QuerySet[WriteUp]:
    """Return everything the host wrote and did not take back."""
    return WriteUp.objects.here().filter(host=host).select_related("challenge", "reply").order_by("-id")


def _is_public() -> Q:
    return Q(
        write_up__live=True,
        write_up__approved_at__isnull=False,
        write_up__withdrawn_at__isnull=True,
        write_up__held_at__isnull=True,
    )
