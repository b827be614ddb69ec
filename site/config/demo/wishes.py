"""Dream takeovers: wishes on the wall, and some that wait, are refused, or were taken back."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from accounts.models import User
from config.demo import staff
from geography.models import Region
from moderation import actions as moderation
from moderation.enums import Check, Verdict
from takeover.wishes import actions
from takeover.wishes.enums import Route
from takeover.wishes.models import Wish

# The wish, its region by place in the list (None: not said), age band, how far it goes.
_WISHES: tuple[tuple[str, int | None, str, str], ...] = (
    ("I want to run a zoo for a day and pick a new home for the goats", 2, "7-9", "public"),
    ("I want to be the boss of all the buses", 2, "7-9", "public"),
    ("I want to make the menu in a hospital", 7, "10-12", "public"),
    ("I want to say what books the library buys", 0, "10-12", "public"),
    ("I want to run the fire station and go on the big ladder", 1, "4-6", "public"),
    ("I want to read the news on the radio", 5, "13-15", "public"),
    ("I want to plan a park with a place to be quiet", 3, "10-12", "public"),
    ("I want to be mayor and fix the broken swings", 4, "7-9", "public"),
    ("I want to choose the songs they play at the pool", None, "10-12", "public"),
    ("I want to run a bakery and make a blue cake", 8, "7-9", "public"),
    ("I want to sit with the judges and ask them things", 6, "16-17", "public"),
    ("I want to design the next school coat so it is warm", 2, "13-15", "public"),
    ("I want to build a robot that helps nurses", 6, "10-12", "public"),
    ("I want to be in charge of a train", 2, "4-6", "public"),
    ("I want to run a theatre and pick the play", 4, "13-15", "half"),
    ("I want to have a go at being a vet", 0, "7-9", "waiting"),
    ("I want to make a city for cats", 5, "4-6", "waiting"),
    ("My name is Tim and I want to run Oak Hill School", 1, "7-9", "waiting"),
    ("I want to run my school, it is Fern Road Academy", 7, "10-12", "refused"),
    ("I want to drive a submarine", 3, "7-9", "taken back"),
)


def seed() -> None:
    """Send what was not sent yet, and bring each wish into its state."""
    regions = list(Region.objects.order_by("code"))
    for number, (words, place, age_band, state) in enumerate(_WISHES):
        region = regions[place].code if place is not None else ""
        _wish(number, words, region, age_band, state)


@transaction.atomic
def _wish(number: int, words: str, region: str, age_band: str, state: str) -> None:
    made = actions.make(
        answers={"words": words, "region": region, "age_band": age_band},
        language=settings.LANGUAGE_CODE,
        form=f"demo wish {number}",
    )
    if not made.is_new:
        return
    wish = made.wish
    if state == "refused":
        decide(wish, staff.person("moderator1"), Verdict.REFUSE, reason="wish-place")
    if state in ("half", "public"):
        decide(wish, staff.person("moderator1"))
    if state == "public":
        decide(wish, staff.person("moderator2"))
    if state == "taken back":
        actions.take_back(wish=Wish.objects.get(pk=wish.pk), by=actions.BY, route=Route.CODE)


def decide(
    subject: object,
    user: User,
    verdict: Verdict = Verdict.APPROVE,
    *,
    reason: str = "",
    people: int | None = None,
) -> None:
    """`user` reads something reviewed and gives `verdict` on the check that waits."""
    row = type(subject)._base_manager.get(pk=subject.pk)  # type: ignore[attr-defined]
    moderation.note_seen(subject=row, user=user, digest=row.review_digest(Check.SAFEGUARDING), what="page")
    state = row.current_workflow_task_state
    assert state is not None
    moderation.decide(task_state=state, user=user, verdict=verdict, reason=reason, people=people)
