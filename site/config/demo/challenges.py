"""Challenges of the demo's hosts, from a draft to one that was called off, each by the way a host goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from config.demo import staff
from moderation import actions as moderation
from moderation import queries as moderated
from moderation.enums import Verdict
from safeguarding import audit
from takeover.challenges import actions
from takeover.challenges.enums import CalledOffFor
from takeover.challenges.models import Challenge, Draft
from takeover.models import Host


@dataclass(frozen=True, slots=True)
class Told:
    """One challenge; `day` counts from the season's national day, `then` is how far it goes."""

    host: str
    title: str
    decide: str
    day: int
    ages: tuple[int, int]
    places: tuple[int, int, int]  # all, smallest group, largest group
    access: tuple[str, ...]
    then: str = "published"
    days: int = 1


_ALL = (
    Told(
        "Lantern Museum",
        "Hang the summer show",
        "You choose twelve of sixty pictures for the big room, and what the show is called.",
        0,
        (8, 11),
        (30, 5, 15),
        ("step-free", "toilet", "quiet"),
    ),
    Told(
        "Lantern Museum",
        "Write the labels",
        "You rewrite the signs in one room so that a child of eight can read them. We print yours.",
        1,
        (9, 13),
        (16, 2, 8),
        ("step-free", "toilet", "quiet", "loop"),
    ),
    Told(
        "Lantern Museum",
        "Run the shop for a day",
        "You choose what stands at the front of the shop this winter, and what it costs.",
        -4,
        (11, 15),
        (12, 1, 6),
        ("step-free", "toilet"),
    ),
    Told(
        "Harbour Street Hospital",
        "Plan the ward's menu",
        "You plan what the children's ward eats in June, with the cooks, for real money.",
        0,
        (10, 15),
        (20, 2, 10),
        ("step-free", "toilet", "quiet", "parking"),
    ),
    Told(
        "Harbour Street Hospital",
        "Make the waiting room kinder",
        "You have a budget for the waiting room. You choose what goes, what comes, and the colours.",
        7,
        (6, 10),
        (15, 3, 15),
        ("step-free", "toilet", "quiet"),
    ),
    Told(
        "Marigold Market",
        "Be the boss of a supermarket",
        "You run the morning meeting and decide what is on offer next week in all our shops.",
        0,
        (12, 17),
        (24, 1, 12),
        ("step-free", "toilet", "parking"),
    ),
    Told(
        "Marigold Market",
        "Hire somebody",
        "You ask three people questions and say who gets the Saturday job. Your vote counts double.",
        3,
        (16, 17),
        (6, 1, 3),
        ("step-free",),
    ),
    Told(
        "Saltmarsh Wildlife Trust",
        "Give the marsh a voice",
        "You decide where the new path goes, and which part stays for the birds alone.",
        -2,
        (7, 12),
        (40, 5, 20),
        ("toilet", "parking"),
        days=2,
    ),
    Told(
        "Tidewater Radio",
        "Take over the breakfast show",
        "You choose the stories, the music and the questions, and go on air at eight.",
        0,
        (13, 17),
        (8, 1, 4),
        ("step-free", "toilet", "quiet", "sign"),
    ),
    Told(
        "Tidewater Radio",
        "Make the weekend news",
        "You decide which three stories the weekend news begins with, and tell one of them.",
        8,
        (10, 14),
        (10, 2, 5),
        ("step-free", "toilet"),
        then="called_off",
    ),
    Told(
        "Saltmarsh Wildlife Trust",
        "Name the boat",
        "You choose the name and the colours of our new boat for visitors, and paint the first letter.",
        10,
        (5, 9),
        (20, 2, 20),
        ("toilet",),
        then="asked",
    ),
    Told(
        "Copper Kettle Bakery",
        "Bake the cake of the month",
        "You invent the cake of the month, set its price, and sell the first one.",
        2,
        (8, 14),
        (10, 1, 5),
        ("toilet",),
        then="sent",
    ),
    Told(
        "Marigold Market",
        "Design the lunch box",
        "You decide what goes into the lunch box that we sell to schools from January on.",
        5,
        (8, 12),
        (18, 3, 9),
        ("step-free",),
        then="draft",
    ),
    Told(
        "Lantern Museum",
        "Paint the hall",
        "You choose the colour of the hall, and we paint it that night.",
        -6,
        (9, 15),
        (10, 1, 5),
        ("step-free", "toilet"),
        then="changing",
    ),
)


def seed() -> None:
    """Write and check what is missing; what hosts and staff changed stays changed."""
    for one in _ALL:
        offer(one)


@transaction.atomic
def offer(one: Told) -> bool:
    """Write it and let it be checked; True if it was missing."""
    host = Host.objects.select_related("registration__owner", "season").filter(name=one.host).first()
    if host is None or _is_there(one, host):
        return False
    by = audit.actor(host.registration.owner)
    draft = actions.begin(host=host, season=host.season, by=by)
    answers = _answers(one, host)
    if one.then == "draft":
        answers = {name: answers[name] for name in ("title", "decide", "day")}
    actions.keep(draft=draft, answers=answers, by=by)
    if one.then == "draft":
        return True
    challenge = actions.send(draft=draft, by=by)
    first, second = staff.person("moderator1"), staff.person("moderator2")
    if one.then == "sent":
        return True
    if one.then == "asked":
        _look(challenge, first)
        words = "How many adults are on the boat, and who wears a life jacket?"
        actions.ask(challenge=challenge, words=words, reason="challenge-question", user=first)
        return True
    for user in (first, second):
        _approve(challenge, user)
    if one.then == "called_off":
        actions.call_off(challenge=challenge, why=CalledOffFor.PLACE, by=by)
    if one.then == "changing":
        actions.keep(draft=draft, answers={"title": "Paint the hall, and the stairs"}, by=by)
        actions.send(draft=draft, by=by)
    return True


def _is_there(one: Told, host: Host) -> bool:
    titles = {draft.answers.get("title") for draft in Draft.objects.filter(host=host)}
    return one.title in titles or Challenge.objects.filter(host=host, title=one.title).exists()


def _approve(challenge: Challenge, user: User) -> None:
    _look(challenge, user)
    state = Challenge.objects.get(pk=challenge.pk).current_workflow_task_state
    assert state is not None
    moderation.decide(task_state=state, user=user, verdict=Verdict.APPROVE)


def _look(challenge: Challenge, user: User) -> None:
    submitted = moderated.as_submitted(Challenge.objects.get(pk=challenge.pk))
    moderation.note_seen(subject=submitted, user=user, digest=submitted.review_digest(), what="page")


def _answers(one: Told, host: Host) -> dict[str, Any]:
    first = _within(host.season.national_date + timedelta(days=one.day), host)
    return {
        "title": one.title,
        "decide": one.decide,
        "day": "10:00 we meet, and you see behind the scenes.\n12:00 lunch.\n13:00 you decide.\n14:30 we say "
        "what happens next.",
        "first_date": first.isoformat(),
        "last_date": (first + timedelta(days=one.days - 1)).isoformat(),
        "starts_time": "10:00:00",
        "ends_time": "15:00:00",
        "authority": host.authority_id,
        "address": "The paper house by the bridge",
        "capacity": one.places[0],
        "smallest_group": one.places[1],
        "largest_group": one.places[2],
        "youngest": one.ages[0],
        "oldest": one.ages[1],
        "access": list(one.access),
        "access_more": "Say what you need, and we get it ready.",
        "bring": "Clothes you can move in. No uniform.",
        "food": "Lunch is free. There is always something without meat and without nuts.",
        "travel": "We pay the bus or train for everybody.",
        "contact_name": "Robin Reed",
        "contact_phone": "01632 960 100",
        "directions": "From the station, follow the river. Ring at the green door.",
    }


def _within(day: date, host: Host) -> date:
    """A season may be running when the demo is made: no day of the past, none after its end."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    return min(max(day, host.season.starts_date, tomorrow), host.season.ends_date - timedelta(days=1))
