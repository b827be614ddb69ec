"""Groups and places of the demo: some sure and named, one held, one waiting, one group to be checked."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from config.demo import staff
from consent import queries as consent
from consent.enums import Care, Party, Purpose
from geography.models import LocalAuthority
from moderation.checked import Seen
from people.ages import AgeBand
from safeguarding import audit
from takeover.challenges.models import Challenge
from takeover.models import Season
from takeover.sign_ups import actions, checking, rules
from takeover.sign_ups.enums import Ages, Asker
from takeover.sign_ups.models import Group, SignUp, Ticket

_GROUPS = (
    # name, kind, area, its lead, their role, whether it was checked
    ("Willow Bank School", "school", "Leeds", "Sam Hill", "Teacher", True),
    ("Brook Street Youth Club", "club", "Derby", "Jo Lane", "Youth worker", True),
    ("Fern Valley Young Voices", "council", "Cornwall", "Ash Field", "Participation worker", True),
    ("Hill Top Scouts", "club", "Kent", "Lee Ford", "Scout leader", False),
)
_NAMES = ("Mina", "Tobi", "Ada", "Idris", "Wren", "Jonah", "Saoirse", "Kofi", "Lena", "Aarav")
_NEEDS = (
    "",
    "No nuts, please.",
    "A seat near the front.",
    "I use a wheelchair.",
    "A quiet place to have a break.",
)
_ALL = (Purpose.TAKE_PART, Purpose.SHARE_WITH_HOST, Purpose.PHOTO_AT_EVENT)


def seed() -> None:
    """Put everything in place that is missing; what people changed stays changed."""
    groups = [register(number, *row) for number, row in enumerate(_GROUPS)]
    today = timezone.localdate()
    # Children sign up from today, so that a visitor can ask for places as well.
    Season.objects.filter(slug="next", children_from_date__gt=today).update(children_from_date=today)
    open_now = [
        challenge
        for challenge in Challenge.objects.public().select_related("season").order_by("first_date", "pk")
        if rules.is_open(challenge, today)
    ]
    for number, challenge in enumerate(open_now[:3]):
        for place, group in enumerate(groups):
            take_places(challenge, group, sure=(number + place) % 3 != 2)


@transaction.atomic
def register(number: int, name: str, kind: str, area: str, lead_name: str, role: str, checked: bool) -> Group:
    lead = User.objects.whoever_has(f"lead{number + 1}@takeover.example")
    if found := Group.objects.filter(lead=lead).first():
        return found
    authorities = LocalAuthority.objects.order_by("name")
    authority = authorities.filter(name=area).first() or authorities.first()
    assert authority is not None
    facts = {
        "name": name,
        "kind": kind,
        "authority_id": authority.pk,
        "lead_name": lead_name,
        "role": role,
        "phone": f"01632 960 3{number:02}",
        "adults": 2,
    }
    group = checking.register(lead=lead, facts=facts, language=settings.LANGUAGE_CODE)
    if checked:
        checking.look(
            group=group,
            verdict=Seen.CHECKED,
            words="Its number is in the public register, and the person who answered knows the lead.",
            user=staff.person("moderator1"),
            ends_date=timezone.localdate() + timedelta(days=730),
        )
    return group


@transaction.atomic
def take_places(challenge: Challenge, group: Group, *, sure: bool) -> None:
    """Ask for as many places as are usual there; later groups come onto the waiting list."""
    if SignUp.objects.filter(challenge=challenge, group=group).exists():
        return
    sign_up = actions.ask(
        challenge=challenge,
        asker=Asker.GROUP,
        group=group,
        size=challenge.largest_group,
        ages=rules.ages_of(challenge, Asker.GROUP)[0],
        key=f"demo-{challenge.pk}-{group.pk}",
        by=audit.actor(group.lead),
        language=settings.LANGUAGE_CODE,
    )
    for ticket in sign_up.tickets.here():
        _answer(sign_up, ticket, sure=sure or ticket.number % 2 == 1)


def _answer(sign_up: SignUp, ticket: Ticket, *, sure: bool) -> None:
    number = ticket.pk % len(_NAMES)
    actions.describe(ticket=ticket, name=_NAMES[number], needs=_NEEDS[number % len(_NEEDS)])
    bands = rules.bands(sign_up)
    actions.age(ticket=ticket, band=AgeBand(bands[number % len(bands)]))
    actions.note_care(ticket=ticket, care=Care.NO)
    for party in (Party.CHILD, Party.GUARDIAN) if sure else (Party.CHILD,):
        if party == Party.GUARDIAN and sign_up.ages == Ages.OLDER:
            continue
        for purpose in _ALL:
            actions.say(
                ticket=ticket,
                party=party,
                purpose=purpose,
                yes=purpose != Purpose.PHOTO_AT_EVENT or number % 4 != 0,
                wording=consent.wording(purpose, party, settings.LANGUAGE_CODE),
                by="child" if party == Party.CHILD else "guardian",
            )
