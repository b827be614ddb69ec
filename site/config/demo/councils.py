"""Twelve councils in all nine regions, most with a public page: names and words are invented, all of them."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from accounts.models import User
from cicc_meetups.models import Council, Worker
from cicc_meetups.profiles import actions
from cicc_meetups.profiles.enums import Often
from cicc_meetups.profiles.models import Profile
from config.demo import staff
from config.demo.council_logos import logo
from config.demo.wishes import decide
from geography.models import LocalAuthority
from moderation.enums import Verdict

BY = "demo"
PUBLIC, CHANGING, WAITING, ASKED, UNCHECKED = "public", "changing", "waiting", "asked", "unchecked"


@dataclass(frozen=True, slots=True)
class _Told:
    """One council: where it is, what it says, which logo it drew, and how far its page is."""

    authority: str
    name: str
    words: str = ""
    ages: tuple[int, int] = (10, 17)
    often: Often | None = None
    office: str = ""
    drawing: str = ""
    alt: str = ""
    state: str = PUBLIC


_COUNCILS = (
    _Told(
        "Stockton-on-Tees",
        "The Lighthouse Council",
        "We look at every letter that goes to young people in care. We cross out words nobody knows.\n\n"
        "This year we ask for one phone number that somebody always answers.",
        (11, 18),
        Often.FORTNIGHTLY,
        "Participation team",
        "lighthouse",
        "A paper lighthouse with a yellow beam",
    ),
    _Told(
        "Brighton and Hove",
        "Voices of the Valley",
        "We made a bag for moving day, so that nobody carries their things in bin bags.\n\n"
        "Now we write down what should be in it.",
        (8, 16),
        Often.MONTHLY,
        "Voice and rights team",
        "valley",
        "Two green paper hills with a river between them",
    ),
    _Told(
        "Solihull",
        "Hear Us Here",
        "We meet the people who decide, and ask what became of last time.\n\n"
        "Our next question: who reads our reviews?",
        (13, 21),
        Often.MONTHLY,
        "",
        "bubble",
        "A speech bubble with five coral bars in it, like a voice",
    ),
    _Told(
        "Manchester",
        "The Kite Council",
        "We interview everybody who wants to work with us. We have three hard questions.",
        (10, 18),
        Often.WEEKLY,
        "Participation team",
        "kite",
        "A kite in four colours",
    ),
    _Told(
        "Leeds",
        "Paper Bridges",
        "We bring brothers and sisters together who live in different homes: picnics, films, a boat.",
        (7, 15),
        Often.HOLIDAYS,
        "",
        "bridge",
        "A cat on a cardboard bridge",
    ),
    _Told(
        "Nottingham",
        "The Acorn Room",
        "We teach new social workers for one morning. They sit, and we talk.",
        (12, 20),
        Often.FORTNIGHTLY,
        "Participation team",
        "acorn",
        "A smiling acorn in a purple hat",
    ),
    _Told(
        "Bristol, City of",
        "Boats on the River",
        "We help those who turn 18: a list of what to ask for, and who to ring when nobody rings back.",
        (15, 25),
        Often.MONTHLY,
        "Care leavers' team",
        "boat",
        "A paper boat with one white and one coral sail",
    ),
    _Told(
        "Norfolk",
        "Big Sky Voices",
        "We live far apart, so we meet on screens and in the holidays. We ask for bus passes for everybody.",
        (9, 17),
        Often.HOLIDAYS,
        "",
        "sky",
        "A small lit house under a big sky with stars",
    ),
    _Told(
        "Camden",
        "The Loud Snails",
        "We go slowly and we do not stop. It took two years: now everybody can keep their pet.",
        (10, 16),
        Often.WEEKLY,
        "",
        "snail",
        "A yellow snail with a purple shell",
        CHANGING,
    ),
    _Told(
        "Liverpool",
        "Two Suns",
        "We write a welcome card for each child who comes into care here.",
        (8, 13),
        Often.MONTHLY,
        "",
        "suns",
        "Two paper suns on a dark sea",
        WAITING,
    ),
    _Told(
        "Kent",
        "The Key Council",
        "We ask that everybody gets a key to the place they live in. We meet at the library on Tuesdays.",
        (14, 18),
        state=ASKED,
    ),
    _Told("Cornwall", "The Little Otters", state=UNCHECKED),
)


def seed() -> None:
    """Put in place what is missing; what a council or somebody of ours changed stays changed."""
    for told in _COUNCILS:
        worker = _worker(told)
        if told.words and not Profile.objects.filter(council=worker.council).exists():
            _page(worker, told)


@transaction.atomic
def _worker(told: _Told) -> Worker:
    authority = LocalAuthority.objects.get(name=told.authority)
    council, _ = Council.objects.get_or_create(authority=authority, name=told.name, left_at=None)
    known = Worker.objects.filter(council=council).first()
    if known is not None:
        return known
    user = User.objects.whoever_has(f"{slugify(told.name)}@council.example")
    until = None if told.state == UNCHECKED else timezone.localdate() + timedelta(days=365)
    return Worker.objects.create(
        user=user,
        council=council,
        name="Kim Example",
        role="Participation worker",
        phone="01632 960 002",
        checked_at=timezone.now() if until else None,
        checked_until=until,
    )


@transaction.atomic
def _page(worker: Worker, told: _Told) -> None:
    sent = _sent(worker, told, told.words)
    if told.state == ASKED:
        decide(sent, staff.person("moderator1"), Verdict.ASK_CHANGE, reason="council-place")
    elif told.state in (PUBLIC, CHANGING):
        decide(sent, staff.person("moderator1"), people=sent.people_seen())
        decide(sent, staff.person("moderator2"))
    if told.state == CHANGING:
        _sent(worker, told, f"{told.words}\n\nNext: longer bedtimes at weekends.")


def _sent(worker: Worker, told: _Told, words: str) -> Profile:
    office = actions.Office(told.office, "participation@council.example") if told.office else None
    made = actions.write(
        worker=worker,
        called=told.name,
        words=words,
        age_from=told.ages[0],
        age_to=told.ages[1],
        often=told.often,
        contact=office,
        language=settings.LANGUAGE_CODE,
        by=BY,
    )
    if told.drawing and not made.key:
        drawn = io.BytesIO()
        logo(told.drawing).save(drawn, "PNG")
        file = SimpleUploadedFile("logo.png", drawn.getvalue())
        actions.set_logo(profile=made, file=file, alt=told.alt, by=BY)
    return actions.send(profile=made, by=BY)
