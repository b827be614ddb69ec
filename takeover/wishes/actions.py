"""Making a wish, taking it back, answering it: one verb a function."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import NamedTuple

from django.db import IntegrityError, transaction
from django.utils import timezone

from consent import withdrawal
from geography.models import Region
from moderation import actions as moderation
from people import codes, keyed
from safeguarding import audit
from takeover.challenges import actions as challenges
from takeover.challenges.models import Challenge
from takeover.models import Host, Season
from takeover.wishes.enums import Route
from takeover.wishes.models import Offer, Wish

BY = "child"
_FORM = "wish-form"
WISHES_KEPT = timedelta(days=2 * 365)  # after they were sent
REFUSED_KEPT = timedelta(days=28)  # so that the child can read why
MOST_AT_ONCE = 50  # a clock that jumps ahead must not empty the wall at once (F10)


class Made(NamedTuple):
    """A wish that has come in, and the code under which the child finds it again."""

    wish: Wish
    code: str
    is_new: bool


@transaction.atomic
def make(*, answers: Mapping[str, str], language: str, form: str, by: str = BY) -> Made:
    """Take a wish and have it checked. `answers` are `words`, `region` (a code, or '') and `age_band`.

    `form` is a secret of the journey: sent twice, it is one wish with one code (F8).
    """
    key = keyed.digest(_FORM, form)
    if known := Wish.objects.filter(form_key=key).first():
        return Made(known, codes.again(known, form) or "", is_new=False)
    try:
        with transaction.atomic():
            wish = Wish.objects.create(
                form_key=key,
                words=answers["words"],
                region=Region.objects.filter(code=answers["region"]).first(),
                age_band=answers["age_band"],
                language=language,
            )
    except IntegrityError:
        known = Wish.objects.get(form_key=key)
        return Made(known, codes.again(known, form) or "", is_new=False)
    code = codes.issue(wish, form)
    audit.record(by=by, act="wish.sent", subject=wish)
    moderation.start_review(subject=wish, by=by)
    return Made(wish, code, is_new=True)


def take_back(*, wish: Wish, by: str, route: Route) -> bool:
    """Take a wish back at once and for good (S8, C); True for the one caller that did it."""
    return withdrawal.withdraw(subject=wish, by=by, route=route.value)


@transaction.atomic
def offer(*, wish: Wish, host: Host, season: Season, by: str) -> Offer:
    """Begin a challenge because of `wish`, for the ages of whoever made it.

    The child's words are not copied into it: a wish that is taken back must leave nothing (S8). Raises
    Wish.DoesNotExist for one that went meanwhile, challenges.actions.NotNow and TooManyDrafts.
    """
    row = Wish.objects.public().select_for_update().get(pk=wish.pk)
    begun = Offer.objects.filter(wish=row, draft__host=host, draft__challenge__isnull=True).first()
    if begun is not None:
        return begun
    youngest, oldest = row.age_band.split("-")
    answers = {"youngest": int(youngest), "oldest": int(oldest)}
    draft = challenges.begin(host=host, season=season, by=by, answers=answers)
    audit.record(by=by, act="wish.offered", subject=row, draft=draft.pk)
    return Offer.objects.create(wish=row, draft=draft)


@transaction.atomic
def tie(*, challenge: Challenge) -> int:
    """Let the wish behind a challenge that is public now know it; return how many there are."""
    return Offer.objects.filter(draft__challenge=challenge, challenge__isnull=True).update(
        challenge=challenge
    )


def drop_empty_offers() -> int:
    """Forget offers whose draft was thrown away before it became a challenge; return how many."""
    return Offer.objects.filter(draft__isnull=True, challenge__isnull=True).delete()[0]


def erase_old() -> int:
    """Take back what has had its time: two years after it was sent, 28 days after a refusal (S1)."""
    now = timezone.now()
    here = Wish.objects.here().order_by("pk")
    due = [
        *here.filter(sent_at__lte=now - WISHES_KEPT)[:MOST_AT_ONCE],
        *here.filter(refused_at__lte=now - REFUSED_KEPT, sent_at__gt=now - WISHES_KEPT)[:MOST_AT_ONCE],
    ]
    return sum(take_back(wish=wish, by=audit.SYSTEM, route=Route.EXPIRY) for wish in due)


def keys_of(form: str) -> list[str]:
    """Return the hashes under which the wish of this journey may be kept."""
    return keyed.digests(_FORM, form)
