"""A takeover of two weeks ago: a class came, both sides said so, and there are faces and certificates.

Everything goes the way it really goes, on a day that is then put back: nobody can book the past.
"""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from certificates.models import Certificate
from config.demo import challenges, staff
from config.demo.challenges import Told
from consent import queries as consent
from consent.enums import Party, Purpose
from geography.models import LocalAuthority
from moderation.checked import Seen
from people.ages import AgeBand
from places.models import Allotment
from safeguarding import audit
from takeover.challenges.models import Challenge
from takeover.days import actions as days
from takeover.days.enums import Face, Side, Voice
from takeover.models import Season
from takeover.sign_ups import actions, checking, queries
from takeover.sign_ups.enums import Ages, Asker, GroupKind
from takeover.sign_ups.models import Group, SignUp, Ticket

AGO = timedelta(days=14)
LEAD = "lead@fernhill-school.example"
_DAY = Told(
    "Lantern Museum",
    "Guard the museum by night",
    "You decide which door stays open late this winter, and who is let in for nothing.",
    0,
    (8, 15),
    (12, 1, 8),
    ("step-free", "toilet", "quiet"),
)
_NAMES = ("Mina", "Tobi", "Ada", "Idris", "Wren", "Kofi")
_FACES = ((3, 3, 3), (3, 3, 2), (3, 2, 3), (2, 3, 3), (3, 3, 3))
_SENTENCE = "We said no to the first plan and they listened."


def seed() -> None:
    """Put the day in place if it is missing."""
    if Challenge.objects.filter(title=_DAY.title).exists():
        return
    challenges.offer(_DAY)
    challenge = Challenge.objects.filter(title=_DAY.title, live=True).first()
    if challenge is not None:
        _take_place(challenge)


@transaction.atomic
def _take_place(challenge: Challenge) -> None:
    today = timezone.localdate()
    seasons = Season.objects.filter(translation_key=challenge.season.translation_key)
    seasons.filter(children_from_date__gt=today).update(children_from_date=today)
    # A season that begins next year has no takeover two weeks ago, and nobody to commend for one.
    seasons.filter(starts_date__gt=today - AGO).update(starts_date=today - AGO)
    challenge.season.refresh_from_db()
    group = _group()
    sign_up = _booked(challenge, group)
    _on(challenge, today - timedelta(days=1))
    sign_up = queries.sign_ups().get(pk=sign_up.pk)
    tickets = list(sign_up.tickets.here())
    came = [ticket.pk for ticket in tickets[: len(_FACES)]]
    for side, by in ((Side.HOST, challenge.host.registration.owner), (Side.LEAD, group.lead)):
        everybody = [ticket.pk for ticket in tickets]
        days.mark(sign_up=sign_up, side=side, children=came, known=everybody, by=audit.actor(by))
    for ticket, faces in zip(tickets, _FACES, strict=False):
        _say(sign_up.challenge, Voice.CHILD, ticket, faces, _SENTENCE if ticket is tickets[0] else "")
    _say(sign_up.challenge, Voice.HOST, sign_up.challenge, (3, 2, 3), "Next time we plan for more of it.")
    _say(sign_up.challenge, Voice.LEAD, sign_up, (3, 3, 3), "")
    _on(challenge, today - AGO)
    Certificate.objects.filter(what=challenge.title).update(on_date=today - AGO)


def _group() -> Group:
    lead = User.objects.whoever_has(LEAD)
    known = Group.objects.filter(lead=lead).first()
    if known is not None:
        return known
    authority = LocalAuthority.objects.order_by("name").first()
    assert authority is not None
    group = checking.register(
        lead=lead,
        facts={
            "kind": GroupKind.SCHOOL,
            "name": "Fernhill School, class 5",
            "authority_id": authority.pk,
            "lead_name": "Sam Hill",
            "role": "Teacher",
            "phone": "01632 960 321",
            "adults": 2,
        },
        language="en",
    )
    checking.look(
        group=group,
        verdict=Seen.CHECKED,
        words="The school's office says that Sam Hill teaches there.",
        user=staff.person("moderator1"),
        ends_date=timezone.localdate() + timedelta(days=365),
    )
    return Group.objects.get(pk=group.pk)


def _booked(challenge: Challenge, group: Group) -> SignUp:
    sign_up = actions.ask(
        challenge=challenge,
        asker=Asker.GROUP,
        size=len(_NAMES),
        ages=Ages.YOUNGER,
        key="demo-day",
        by=audit.actor(group.lead),
        language="en",
        group=group,
    )
    for ticket, name in zip(sign_up.tickets.here(), _NAMES, strict=True):
        actions.describe(ticket=ticket, name=name, needs="")
        actions.age(ticket=ticket, band=AgeBand.UNDER_13)
        for party, by in ((Party.CHILD, "child"), (Party.GUARDIAN, "guardian")):
            for purpose in (Purpose.TAKE_PART, Purpose.SHARE_WITH_HOST):
                words = consent.wording(purpose, party, "en")
                actions.say(ticket=ticket, party=party, purpose=purpose, yes=True, wording=words, by=by)
    return sign_up


def _say(
    challenge: Challenge,
    voice: Voice,
    who: Challenge | SignUp | Ticket,
    faces: tuple[int, int, int],
    words: str,
) -> None:
    first, second, third = (Face(face) for face in faces)
    days.say(challenge=challenge, voice=voice, who=who, answers=(first, second, third), words=words)


def _on(challenge: Challenge, day: date) -> None:
    Challenge.objects.filter(pk=challenge.pk).update(first_date=day, last_date=day)
    moved = Challenge.objects.get(pk=challenge.pk)
    Allotment.objects.about(challenge).update(starts_at=moved.starts_at, ends_at=moved.ends_at)
