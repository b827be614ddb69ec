"""Groups, and places asked for, taken where they are by the product's own verbs."""

from __future__ import annotations

import itertools
from datetime import timedelta
from typing import Any

import factory
from django.utils import timezone

from accounts.models import User
from consent import queries as consent
from consent.enums import Party, Purpose
from people import codes
from people.ages import AgeBand
from places import allotting
from places.models import Allotment
from takeover.challenges.models import Challenge
from takeover.models import Season
from takeover.sign_ups import actions, queries
from takeover.sign_ups.enums import Ages, Asker
from takeover.sign_ups.models import Group, Key, SignUp, Ticket
from tests.factories.challenges import ChallengeFactory, an_authority

_numbers = itertools.count(1)
NAMES = ("Mina", "Tobi", "Ada", "Idris", "Wren", "Jonah", "Saoirse", "Kofi", "Lena", "Aarav")
ALL = (Purpose.TAKE_PART, Purpose.SHARE_WITH_HOST, Purpose.PHOTO_AT_EVENT)


class GroupFactory(factory.django.DjangoModelFactory[Group]):
    """A school's group that waits to be checked. Traits: checked, asked, refused."""

    class Meta:
        model = Group

    class Params:
        checked = factory.Trait(
            checked_at=factory.LazyFunction(timezone.now),
            checked_until=factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=700)),
        )
        asked = factory.Trait(asked_at=factory.LazyFunction(timezone.now))
        refused = factory.Trait(refused_at=factory.LazyFunction(timezone.now))

    lead = factory.LazyFunction(lambda: User.objects.whoever_has(f"lead{next(_numbers)}@school.example"))
    kind = "school"
    name = factory.Sequence(lambda n: f"Willow Bank School {n}")
    authority = factory.LazyFunction(an_authority)
    lead_name = "Sam Hill"
    role = "Teacher"
    phone = "01632 960 321"
    adults = 2


def open_now(challenge: Challenge) -> Challenge:
    """Let children sign up today for the challenge's season."""
    today = timezone.localdate()
    Season.objects.filter(pk=challenge.season_id).update(
        children_from_date=today - timedelta(days=5), children_until_date=today + timedelta(days=40)
    )
    return Challenge.objects.select_related("season", "host").get(pk=challenge.pk)


class SignUpFactory(factory.Factory[SignUp]):
    """A group's places, held, for three children. `size=`, `challenge=`, `group=`; waits when all is full.

    Traits: `young_person`, `guardian` (with a proven address), `named` (first names and needs),
    `yes` (named, every yes in), `confirmed` (checked, and every yes in). `shared=False`: the host is
    told no name.
    """

    class Meta:
        model = SignUp

    class Params:
        young_person = factory.Trait(
            asker=Asker.YOUNG_PERSON, size=1, ages=Ages.OLDER, email="rowan@post.example", group=None
        )
        guardian = factory.Trait(asker=Asker.GUARDIAN, size=1, email="morgan@post.example", group=None)

    challenge = factory.LazyFunction(lambda: ChallengeFactory(published=True, oldest=17))
    asker = Asker.GROUP
    group = factory.SubFactory(GroupFactory, checked=True)
    size = 3
    ages = Ages.YOUNGER
    email = ""
    named = False
    yes = False
    confirmed = False
    shared = True
    key = factory.Sequence(lambda n: f"{n:032x}")

    @classmethod
    def _create(cls, model_class: type[SignUp], *args: Any, **kwargs: Any) -> SignUp:
        named, yes = kwargs.pop("named"), kwargs.pop("yes")
        confirmed, shared = kwargs.pop("confirmed"), kwargs.pop("shared")
        kwargs["challenge"] = open_now(kwargs["challenge"])
        made = actions.ask(by="system", language="en", **kwargs)
        for ticket in made.tickets.here():
            if named or yes or confirmed:
                name_it(ticket)
            if yes or confirmed:
                say(ticket, purposes=ALL if shared else (Purpose.TAKE_PART,))
        return fresh(made)


def name_it(ticket: Ticket, name: str = "", needs: str = "") -> Ticket:
    """The child says its first name, its age and what it needs."""
    name = name or NAMES[(ticket.number - 1) % len(NAMES)]
    actions.describe(ticket=ticket, name=name, needs=needs or "A seat near the front, please.")
    older = ticket.sign_up.ages == Ages.OLDER
    actions.age(ticket=ticket, band=AgeBand.UNDER_18 if older else AgeBand.UNDER_13)
    return Ticket.objects.get(pk=ticket.pk)


def say(
    ticket: Ticket,
    *parties: Party,
    yes: bool = True,
    purposes: tuple[Purpose, ...] = ALL,
) -> None:
    """`parties` (all that are asked, when none is named) say yes or no, on our own pages."""
    needed = [Party.CHILD]
    if consent.person(ticket, 1).needs_guardian:
        needed.append(Party.GUARDIAN)
    for party in parties or needed:
        for purpose in purposes:
            words = consent.wording(purpose, party, "en")
            by = "child" if party == Party.CHILD else "guardian"
            actions.say(ticket=ticket, party=party, purpose=purpose, yes=yes, wording=words, by=by)


def fresh(sign_up: SignUp) -> SignUp:
    """The sign-up as the database has it now."""
    return queries.sign_ups().get(pk=sign_up.pk)


def code_of(key: Key) -> str:
    """The code that opens `key`."""
    found = codes.again(key, key.nonce)
    assert found is not None
    return found


def key_of(ticket: Ticket, party: Party = Party.CHILD) -> Key:
    """The child's key of a ticket, or the grown-up's: a guardian who asked has one for all."""
    keys = Key.objects.filter(sign_up=ticket.sign_up, party=party)
    return keys.filter(ticket=ticket).first() or keys.get(ticket=None)


def begin(challenge: Challenge, *, days_ago: int = 0) -> None:
    """Let time pass until the challenge's day was `days_ago` days ago, and it has begun."""
    day = timezone.localdate() - timedelta(days=days_ago)
    Challenge.objects.filter(pk=challenge.pk).update(first_date=day, last_date=day)
    start = timezone.now() - timedelta(days=days_ago, hours=1)
    Allotment.objects.about(challenge).update(starts_at=start, ends_at=start + timedelta(hours=5))


def fill(challenge: Challenge, *, leave: int = 0) -> None:
    """Leave `leave` places of the challenge: there are only as many as are taken and these."""
    allotment = Allotment.objects.about(challenge).get()
    allotting.set_capacity(allotment=allotment, capacity=allotment.taken + leave, by="system")
