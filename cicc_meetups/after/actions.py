"""Adding a picture, holding it when a yes has ended, taking it back: one verb a function."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from cicc_meetups.after.enums import Route
from cicc_meetups.after.models import Picture
from cicc_meetups.bookings.models import PHOTOS_KEPT, YoungPerson
from cicc_meetups.models import Meetup
from consent import photos, withdrawal
from moderation import actions as moderation
from safeguarding import actions as safeguarding
from safeguarding import audit
from uploads import pictures

NO_PHOTO = "photo-no"  # the reason of a hold: somebody in a picture has no photo yes (any more)
MOST_PICTURES = 12  # of one meetup
REFUSED_KEPT = timedelta(days=28)
KEPT = PHOTOS_KEPT  # after the meetup: children grow up, and a yes grows old
MOST_AT_ONCE = 50  # a clock that jumps ahead must not delete everything at once (F10)


class NotNow(Exception):
    """The meetup has not begun, or did not happen."""


@transaction.atomic
def add_picture(
    *,
    meetup: Meetup,
    file: UploadedFile | None,
    alt: str,
    recognisable: int,
    people: Sequence[YoungPerson],
    user: Any,
    by: str,
) -> Picture:
    """Add a picture and have two others check it. `people` are those who can be recognised, by their places.

    Raises pictures.NotTaken, and NotNow.
    """
    row = Meetup.objects.select_for_update().get(pk=meetup.pk)
    if row.starts_at > timezone.now() or row.cancelled_at is not None:
        raise NotNow
    if Picture.objects.here().filter(meetup=row, refused_at__isnull=True).count() >= MOST_PICTURES:
        raise pictures.NotTaken(pictures.Problem.ENOUGH)
    stored, width, height = pictures.keep(file, "meetups")
    made = Picture.objects.create(
        meetup=row,
        key=stored.key,
        sha256=stored.sha256,
        width=width,
        height=height,
        alt=alt,
        recognisable=recognisable,
        language=settings.LANGUAGE_CODE,
    )
    made.people.set(people)
    audit.record(by=by, act="meetup_picture.added", subject=made, meetup=row.pk, recognisable=recognisable)
    moderation.start_review(subject=made, by=by, user=user)
    return made


def take_back(*, picture: Picture, by: str, route: Route) -> bool:
    """Take a picture back at once and for good (S8); True for the one caller that did it."""
    return withdrawal.withdraw(subject=picture, by=by, route=route.value)


def hold_without_yes() -> int:
    """Hold what shows somebody whose yes has ended, or whose place is gone; return how many (S19).

    A no holds it at once (receivers); this finds what ends by itself. For the sweeper.
    """
    shown = Picture.objects.public().filter(recognisable__gt=0).prefetch_related("people").order_by("pk")
    named = [(one, list(one.people.all())) for one in shown]
    everybody = {person.pk: person for _one, people in named for person in people}
    said = {person.pk for person in photos.with_yes(list(everybody.values()))}
    ended = [
        one
        for one, people in named
        if len(people) != one.recognisable or not said.issuperset(person.pk for person in people)
    ]
    for one in ended:
        safeguarding.hold(subject=one, reason=NO_PHOTO, by=audit.SYSTEM)
    return len(ended)


def erase_old() -> int:
    """Take back what has had its time (S1): 28 days after a refusal, three years after the meetup."""
    now = timezone.now()
    here = Picture.objects.here().order_by("pk")
    due = [
        *here.filter(refused_at__lte=now - REFUSED_KEPT)[:MOST_AT_ONCE],
        *here.filter(meetup__ends_at__lte=now - KEPT)[:MOST_AT_ONCE],
    ]
    return sum(take_back(picture=one, by=audit.SYSTEM, route=Route.EXPIRY) for one in due)
