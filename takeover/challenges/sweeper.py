"""What time does to challenges. Idempotent; may run beside itself."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from people.sweeping import each
from places.models import Allotment
from safeguarding import audit
from safeguarding.queries import erasure_frozen
from takeover.challenges import actions, seats
from takeover.challenges.models import Arrival, Challenge, Draft, Question

# A clock that jumps ahead must not close or delete everything at once (F10).
MOST_AT_ONCE = 50
PEOPLE_KEPT = timedelta(days=14)  # after the last day
UNSENT_KEPT = timedelta(days=400)  # so that last year's is there when the next season opens


def sweep() -> dict[str, int]:
    """Do all that is due; return how many of each. One failure never stops the others."""
    return {
        "challenges_settled": each("settle", _adrift(), _settle),
        "challenge_people_erased": each("erase the people of", _with_people(), _erase_people),
        "challenges_erased": each("erase", _of_nobody(), _erase),
        "challenge_drafts_deleted": each("delete", _forgotten(), _delete),
    }


def _adrift() -> Iterable[Challenge]:
    """Return challenges to come whose places are open though nobody may see them, or the other way."""
    kind = ContentType.objects.get_for_model(Challenge, for_concrete_model=False)
    to_come = Allotment.objects.filter(subject_type=kind, starts_at__gt=timezone.now())
    public = {str(pk) for pk in Challenge.objects.public().values_list("pk", flat=True)}
    wrong = [
        int(subject)
        for subject, closed in to_come.values_list("subject_id", "closed_at")
        if (subject in public) != (closed is None)
    ]
    found = Challenge.objects.filter(pk__in=wrong, called_off_at__isnull=True)
    return found.order_by("id")[:MOST_AT_ONCE]


def _settle(challenge: Challenge) -> bool:
    return seats.settle(challenge, by=audit.SYSTEM)


def _with_people() -> Iterable[Challenge]:
    over = Challenge.objects.filter(last_date__lt=timezone.localdate() - PEOPLE_KEPT)
    about = {"challenge": OuterRef("pk")}
    somebody = (
        Q(Exists(Arrival.objects.filter(**about)))
        | Q(Exists(Draft.objects.filter(**about)))
        | Q(Exists(Question.objects.filter(**about)))
    )
    return over.filter(somebody).order_by("last_date", "id")[:MOST_AT_ONCE]


def _erase_people(challenge: Challenge) -> bool:
    if erasure_frozen(challenge):
        return False
    actions.erase_people(challenge=challenge)
    return True


def _of_nobody() -> Iterable[Challenge]:
    """Return what was held when its host was erased."""
    left = Challenge.objects.filter(host__name="", host__left_at__isnull=False)
    return left.filter(Q(first_published_at__isnull=True) | ~Q(address=""))[:MOST_AT_ONCE]


def _erase(challenge: Challenge) -> bool:
    return actions.erase(challenge=challenge)


def _forgotten() -> Iterable[Draft]:
    old = timezone.now() - UNSENT_KEPT
    return Draft.objects.filter(challenge__isnull=True, touched_at__lte=old).order_by("id")[:MOST_AT_ONCE]


def _delete(draft: Draft) -> bool:
    return bool(draft.delete()[0])
