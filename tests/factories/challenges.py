"""Challenges. `ChallengeFactory` writes rows, quickly; the functions below go the product's own way."""

from __future__ import annotations

import itertools
from datetime import date, time, timedelta
from typing import Any

from django.utils import timezone
from factory import LazyAttribute, LazyFunction, Sequence, SubFactory, Trait
from factory.django import DjangoModelFactory

from accounts.models import User
from geography.models import LocalAuthority
from moderation import actions as moderation
from moderation import queries as moderated
from moderation.enums import Verdict
from places import allotting
from places.models import Allotment
from takeover.challenges import actions
from takeover.challenges.models import Arrival, Challenge, Draft
from takeover.models import Host, Registration, Season
from tests.factories.accounts import UserFactory
from tests.factories.moderation import waiting_check
from tests.factories.takeover import SeasonFactory, answers

_numbers = itertools.count(1)


def the_season() -> Season:
    """The season there is: sixty days from now is its national day."""
    return Season.objects.canonical().order_by("id").first() or SeasonFactory()


def an_authority() -> LocalAuthority:
    """Any authority of the geography that every test database has."""
    found = LocalAuthority.objects.order_by("code").first()
    assert found is not None
    return found


class FitHostFactory(DjangoModelFactory[Host]):
    """A host that children may meet, as a row (no ticks, no verdicts), with its owner and registration.

    `suspended=True`: out of children's sight. `owner=` gives the guest who speaks for it.
    """

    class Meta:
        model = Host
        skip_postgeneration_save = True

    class Params:
        suspended = Trait(suspended_at=LazyFunction(timezone.now), suspended_for="ended")

    season = LazyFunction(the_season)
    name = Sequence(lambda n: f"Paper Lantern Museum {n}")
    plain_name = LazyAttribute(lambda host: host.name.casefold())
    kind = "museum"
    authority = LazyFunction(an_authority)
    live = True
    sent_at = LazyFunction(timezone.now)
    approved_at = LazyFunction(timezone.now)
    approved_digest = "f" * 64

    @classmethod
    def _create(cls, model_class: type[Host], *args: Any, owner: User | None = None, **kwargs: Any) -> Host:
        host = model_class.objects.create(**kwargs)
        said = answers(name=host.name, authority=host.authority_id, season=str(host.season_id))
        Registration.objects.create(
            owner=owner or User.objects.whoever_has(f"challenger{next(_numbers)}@museum.example"),
            host=host,
            season=host.season,
            answers=said,
            sent=said,
        )
        return host


class ChallengeFactory(DjangoModelFactory[Challenge]):
    """A challenge that was sent to be checked, as a row.

    Traits: `published` (live, its host fit, with its Allotment and Arrival), `called_off` (published
    before), `over` (published, and its day was last week). `days=` from today to its day.
    """

    class Meta:
        model = Challenge
        exclude = ("days",)

    class Params:
        published = Trait(
            live=True,
            approved_at=LazyFunction(timezone.now),
            approved_digest="f" * 64,
            first_published_at=LazyFunction(timezone.now),
        )
        over = Trait(published=True, days=-7)
        called_off = Trait(published=True, called_off_at=LazyFunction(timezone.now), called_off_for="weather")

    days = 60
    host = SubFactory(FitHostFactory)
    season = LazyAttribute(lambda made: made.host.season)
    title = Sequence(lambda n: f"Run the museum for a day {n}")
    decide = "You choose what the next room of the museum shows, and what it is called."
    day = "You meet the team, look around behind the scenes, and decide after lunch."
    first_date = LazyAttribute(lambda made: _day(made.days))
    last_date = LazyAttribute(lambda made: made.first_date)
    starts_time = time(10)
    ends_time = time(15)
    authority = LazyAttribute(lambda made: made.host.authority)
    address = "1 Lantern Street, behind the big clock"
    capacity = 20
    smallest_group = 1
    largest_group = 10
    youngest = 8
    oldest = 15
    access = LazyFunction(lambda: ["step-free", "toilet"])
    access_more = "There are lifts on each floor."
    bring = "Clothes you can move in."
    food = "We give you lunch. Tell us what you cannot eat."
    travel = "We pay for your bus."
    live = False
    sent_at = LazyFunction(timezone.now)

    @classmethod
    def _create(cls, model_class: type[Challenge], *args: Any, **kwargs: Any) -> Challenge:
        challenge = model_class.objects.create(**kwargs)
        Arrival.objects.create(
            challenge=challenge,
            contact_name="Robin Reed",
            contact_phone="01632 960 100",
            directions="Ring at the green door.",
        )
        if challenge.live:
            allotment = allotting.allot(
                subject=challenge,
                capacity=challenge.capacity,
                starts_at=challenge.starts_at,
                ends_at=challenge.ends_at,
                by="system",
            )
            if challenge.called_off_at is not None:
                allotting.close(allotment=allotment, by="system")
        return challenge


def allotment_of(challenge: Challenge) -> Allotment:
    """The places of a published challenge, as the database has them."""
    return Allotment.objects.about(challenge).get()


def _day(after: int) -> date:
    return timezone.localdate() + timedelta(days=after)


def written(**changed: Any) -> dict[str, Any]:
    """Every answer of a challenge, as the pages keep them."""
    day = _day(60).isoformat()
    return {
        "title": f"Run the bakery {next(_numbers)}",
        "decide": "You choose the cake of the month, and its price. We bake it from March on.",
        "day": "10:00 meet the bakers. 12:00 lunch. 13:00 you decide. 15:00 the end.",
        "first_date": day,
        "last_date": day,
        "starts_time": "10:00:00",
        "ends_time": "15:00:00",
        "authority": an_authority().code,
        "address": "1 Lantern Street, behind the big clock",
        "capacity": 20,
        "smallest_group": 1,
        "largest_group": 10,
        "youngest": 8,
        "oldest": 15,
        "access": ["step-free"],
        "access_more": "",
        "bring": "Clothes you can move in.",
        "food": "Lunch is free.",
        "travel": "",
        "contact_name": "Robin Reed",
        "contact_phone": "01632 960 100",
        "directions": "Ring at the green door.",
        **changed,
    }


def draft(host: Host | None = None, **changed: Any) -> Draft:
    """What a host has written and not sent."""
    host = host or FitHostFactory()
    made = actions.begin(host=host, season=host.season, by="system")
    actions.keep(draft=made, answers=written(**changed), by="system")
    return made


def sent(host: Host | None = None, **changed: Any) -> Challenge:
    """A challenge that waits for its first check, by the product's own verbs."""
    return fresh(actions.send(draft=draft(host, **changed), by="system"))


def approved(host: Host | None = None, **changed: Any) -> Challenge:
    """A challenge that two people approved, by the product's own verbs."""
    challenge = sent(host, **changed)
    approve(challenge)
    return fresh(challenge)


def approve(challenge: Challenge) -> None:
    """Two moderators look at what waits and say yes."""
    for user in (UserFactory(moderator=True), UserFactory(moderator=True)):
        decide(challenge, user)


def decide(
    challenge: Challenge, user: User, verdict: Verdict = Verdict.APPROVE, *, seen: bool = True, **more: Any
) -> Any:
    """`user` looks (unless not `seen`) and gives `verdict` on the check that waits."""
    if seen:
        look(challenge, user)
    state = waiting_check(fresh(challenge))
    return moderation.decide(task_state=state, user=user, verdict=verdict, **more)


def look(challenge: Challenge, user: User) -> None:
    """Put on record that `user` read what waits."""
    submitted = moderated.as_submitted(fresh(challenge))
    moderation.note_seen(subject=submitted, user=user, digest=submitted.review_digest(), what="page")


def fresh(challenge: Challenge) -> Challenge:
    """The challenge as the database has it now."""
    return Challenge.objects.select_related("host", "latest_revision").get(pk=challenge.pk)
