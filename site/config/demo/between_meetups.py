"""Councils with their workers, meetups over a year, and what came of them: illustrative, all of it."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from cicc_meetups.after import actions as after
from cicc_meetups.after.models import AfterPage
from cicc_meetups.bookings import planning
from cicc_meetups.models import Council, Meetup, MeetupIndexPage, MeetupPage, Worker
from cicc_meetups.practice import actions as practice
from cicc_meetups.practice.enums import Kind, Topic
from cicc_meetups.practice.models import Post
from cicc_meetups.promises import actions as promises
from cicc_meetups.promises.enums import PromiseState
from cicc_meetups.promises.models import Promise
from cicc_meetups.questions import actions as questions
from cicc_meetups.questions.enums import Came
from cicc_meetups.questions.models import Question
from cms.models import Tint
from config.demo import staff
from config.demo.meetup_words import MEETUPS, Planned, after_words, page_words
from config.demo.wishes import decide
from geography.models import LocalAuthority, Region
from home.demo import planting
from our_childhood.demo.pictures import picture

BY = "demo"
_COUNCILS = (("The Lighthouse Council", 3), ("Voices of the Valley", 40), ("Hear Us Here", 90))
_ASKED = (
    # words, which council asks, which others vote, what came of it
    (
        "Will you tell us before you move us, and not on the day?",
        0,
        (1, 2),
        Came.ANSWERED,
        "Yes. We ring first.",
    ),
    ("Who reads what we say at reviews?", 1, (2,), Came.LATER, ""),
    ("Why can we not stay over at a friend's?", 2, (), Came.NO_TIME, ""),
)
_PROMISED = (
    (
        "We ring every young person a week before they move.",
        "The director of children's services, an illustrative county",
        ((PromiseState.BEGUN, "A list of who has to ring is on every desk.", 40),),
    ),
    (
        "We pay for a phone for everybody who turns 16.",
        "The lead councillor for children, an illustrative city",
        (
            (PromiseState.BEGUN, "The money is in next year's plan.", 50),
            (PromiseState.KEPT, "Everybody who turned 16 since spring has one.", 10),
        ),
    ),
    ("We answer letters from councils within two weeks.", "An illustrative Member of Parliament", ()),
)
_POSTS = (
    (
        Kind.PRACTICE,
        Topic.SESSIONS,
        "A quiet start",
        "We begin each evening with ten minutes of drawing. Nobody has to talk. After that, it is easier.",
        "public",
    ),
    (
        Kind.QUESTION,
        Topic.TRAVEL,
        "How do you pay for trains?",
        "Our members come from far away, and some pay first and wait for weeks. How do you do it?",
        "public",
    ),
    (
        Kind.PRACTICE,
        Topic.LITTLE_ONES,
        "A council for the little ones",
        "Once a month the under-tens meet by themselves, with snacks and one question.",
        "waiting",
    ),
)


def seed() -> None:
    """Put in place what is missing; what somebody changed stays changed."""
    workers = [_worker(number, *each) for number, each in enumerate(_COUNCILS)]
    meetups = [_meetup(planned) for planned in MEETUPS]
    if not Question.objects.exists():
        _ask(meetups[1], workers)
        for number, worker in ((0, workers[0]), (1, workers[1])):
            words = ("What happens after we turn 18?", "Can we choose who comes to our review?")[number]
            asked = _asked(meetups[2], worker, words)
            if number == 0:
                _approve(asked)
    if not Promise.objects.exists():
        for number, promised in enumerate(_PROMISED):
            _promise(meetups[number % 2], *promised)
    if not AfterPage.objects.exists():
        _after(meetups[1])
    if not Post.objects.exists():
        for number, post in enumerate(_POSTS):
            _post(workers[number], workers[(number + 1) % 3], *post)


@transaction.atomic
def _worker(number: int, name: str, place: int) -> Worker:
    user = User.objects.whoever_has(f"worker{number + 1}@council.example")
    if known := Worker.objects.filter(user=user).first():
        return known
    authority = LocalAuthority.objects.order_by("code")[place]
    council, _ = Council.objects.get_or_create(authority=authority, name=name)
    return Worker.objects.create(
        user=user,
        council=council,
        name="Robin Example",
        role="Participation worker",
        phone="01632 960 001",
        checked_at=timezone.now(),
        checked_until=timezone.localdate() + timedelta(days=365),
    )


@transaction.atomic
def _meetup(planned: Planned) -> MeetupPage:
    """Plan a meetup and plant its page in every language; one that is there is translated if it is not."""
    words = page_words(planned)
    first = words[settings.LANGUAGE_CODE]
    known = MeetupPage.objects.filter(title=first["title"]).first()
    if known is not None:
        planting.translate(known, words, _path(known))
        return known
    index = MeetupIndexPage.objects.get(locale__language_code=settings.LANGUAGE_CODE)
    day = timezone.localdate() + timedelta(days=planned.days)
    begins = timezone.make_aware(datetime(day.year, day.month, day.day, 11))  # noqa: DTZ001 - local time
    meetup = Meetup.objects.create(
        region=Region.objects.order_by("code")[planned.region],
        starts_at=begins,
        ends_at=begins + timedelta(hours=5),
    )
    if planned.opens is not None:
        meetup.opens_at = timezone.now() + timedelta(days=planned.opens)
        meetup.venue = "Larkspur Hall, 7 Larkspur Lane (made up)"
        meetup.venue_way = "Ten minutes on foot from the station. Somebody waits at the green door."
        planning.keep(meetup=meetup, capacity=24, by=BY)
    slug = f"{begins:%Y-%m}-{meetup.pk}"
    page = MeetupPage(slug=slug, meetup=meetup, tint=Tint.MEETUPS, calm=True)
    return planting.plant(index, page, words, path=_path(page))[0]


def _path(page: MeetupPage) -> str:
    return f"meetups/{page.slug}"


def _asked(page: MeetupPage, worker: Worker, words: str) -> Question:
    return questions.ask(
        meetup=page.meetup, council=worker.council, words=words, language=settings.LANGUAGE_CODE, by=BY
    )


@transaction.atomic
def _ask(page: MeetupPage, workers: list[Worker]) -> None:
    """Have it asked and voted for as before the day, then let the day be over again."""
    meetup = page.meetup
    row, begins = Meetup.objects.filter(pk=meetup.pk), meetup.starts_at
    row.update(starts_at=timezone.now() + timedelta(hours=1), ends_at=timezone.now() + timedelta(hours=2))
    meetup.refresh_from_db()
    rows = []
    for words, asks, others, came, answer in _ASKED:
        asked = _asked(page, workers[asks], words)
        _approve(asked)
        for other in others:
            questions.vote(question=asked, council=workers[other].council, wanted=True, by=BY)
        rows.append((asked, came, answer))
    row.update(starts_at=begins, ends_at=begins + timedelta(hours=5))
    meetup.refresh_from_db()
    for asked, came, answer in rows:
        questions.note(question=asked, came=came, words=answer, user=staff.person("moderator1"), by=BY)


@transaction.atomic
def _promise(page: MeetupPage, words: str, who: str, told: tuple[Any, ...]) -> None:
    editor, made = staff.person("editor"), timezone.localdate(page.meetup.starts_at)
    promise = promises.record(
        meetup=page.meetup,
        words=words,
        who=who,
        made_date=made,
        by_date=None,
        question=Question.objects.public().filter(meetup=page.meetup).first() if told else None,
        user=editor,
        by=BY,
    )
    _approve(promise)
    for state, said, ago in told:
        on_date = timezone.localdate() - timedelta(days=ago)
        news = promises.tell(
            promise=promise,
            state=state,
            words=said,
            on_date=on_date,
            ask_again_date=None,
            user=editor,
            by=BY,
        )
        _approve(news)


@transaction.atomic
def _after(page: MeetupPage) -> None:
    made = AfterPage(slug="after", tint=Tint.MEETUPS, calm=True)
    planting.plant(page, made, after_words(), path=f"{_path(page)}/after")
    drawn = io.BytesIO()
    picture("what-makes-a-home").convert("RGB").save(drawn, "PNG")
    added = after.add_picture(
        meetup=page.meetup,
        file=SimpleUploadedFile("picture.png", drawn.getvalue()),
        alt="A paper house between two trees, made at the meetup",
        recognisable=0,
        people=[],
        user=staff.person("editor"),
        by=BY,
    )
    _approve(added, people=0)


@transaction.atomic
def _post(
    worker: Worker, other: Worker, kind: Kind, topic: Topic, title: str, words: str, state: str
) -> None:
    said = {"kind": kind, "topic": topic, "title": title, "words": words}
    draft = practice.begin(worker=worker, language=settings.LANGUAGE_CODE, by=BY, **said)  # type: ignore[arg-type]
    post = practice.send(post=draft, by=BY)
    if state != "public":
        return
    _approve(post)
    answer = practice.answer(
        post=post,
        worker=other,
        words="We do it the same way, and it works.",
        language=settings.LANGUAGE_CODE,
        by=BY,
    )
    _approve(answer)


def _approve(row: Any, *, people: int | None = None) -> None:
    decide(row, staff.person("moderator1"), people=people)
    decide(row, staff.person("moderator2"))
