"""Questions, promises, pictures and posts, taken where they are by the product's own verbs."""

from __future__ import annotations

import itertools
from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Locale

from accounts.models import User
from cicc_meetups.after import actions as after
from cicc_meetups.after.models import AfterPage, Picture
from cicc_meetups.bookings import actions as bookings
from cicc_meetups.bookings import young_people
from cicc_meetups.bookings.models import Booking, YoungPerson
from cicc_meetups.models import Council, Meetup, MeetupIndexPage, MeetupPage, Worker
from cicc_meetups.practice import actions as practice
from cicc_meetups.practice.enums import Kind, Topic
from cicc_meetups.practice.models import Answer, Post
from cicc_meetups.promises import actions as promises
from cicc_meetups.promises.enums import PromiseState
from cicc_meetups.promises.models import News, Promise
from cicc_meetups.questions import actions as questions
from cicc_meetups.questions.models import Question
from consent import queries as ledger
from consent.enums import Party, Purpose
from geography.models import LocalAuthority, Region
from people.ages import AgeBand
from places.enums import State
from places.models import Allotment
from places.models import Booking as Places
from tests.factories.accounts import UserFactory
from tests.factories.stories import a_home, picture
from tests.factories.wishes import decide

_numbers = itertools.count(1)
WORDS = "Will you tell us before you move us?"


def worker(*, checked: bool = True, council: Council | None = None) -> Worker:
    """A council's worker; looked at by us, or not yet."""
    number = next(_numbers)
    authority = LocalAuthority.objects.order_by("code")[number % 100]
    council = council or Council.objects.create(authority=authority, name=f"Paper Boat Council {number}")
    moments: dict[str, Any] = {}
    if checked:
        moments = {
            "checked_at": timezone.now(),
            "checked_until": timezone.localdate() + timedelta(days=300),
        }
    return Worker.objects.create(
        user=User.objects.whoever_has(f"worker{number}@council.example"),
        council=council,
        name="Robin Reed",
        role="Participation worker",
        phone="01632 960 001",
        **moments,
    )


def meetup(*, days: int = 30, region: Region | None = None, **fields: Any) -> Meetup:
    """A meetup in `days` days; fewer than none for one that is over."""
    region = region or Region.objects.order_by("code").first()
    assert region is not None
    begins = timezone.now() + timedelta(days=days)
    return Meetup.objects.create(
        region=region, starts_at=begins, ends_at=begins + timedelta(hours=5), **fields
    )


def begun(made: Meetup, *, days_ago: int = 1) -> Meetup:
    """Let a meetup be over."""
    begins = timezone.now() - timedelta(days=days_ago)
    Meetup.objects.filter(pk=made.pk).update(starts_at=begins, ends_at=begins + timedelta(hours=5))
    return Meetup.objects.get(pk=made.pk)


def page(made: Meetup, title: str = "Meetup by the sea", **fields: Any) -> MeetupPage:
    """The public page of a meetup."""
    home = a_home()
    locale = Locale.objects.get_or_create(language_code="en")[0]
    index = MeetupIndexPage.objects.filter(locale=locale).first()
    if index is None:
        index = MeetupIndexPage(title="Meetups", slug="meetups", locale=locale)
        home.add_child(instance=index)
        index.save_revision().publish()
    new = MeetupPage(title=title, slug=f"meetup-{next(_numbers)}", meetup=made, locale=locale, **fields)
    index.add_child(instance=new)
    new.save_revision().publish()
    return MeetupPage.objects.get(pk=new.pk)


def translated(page: MeetupPage, language: str, **fields: Any) -> MeetupPage:
    """The same public page in another language."""
    locale = Locale.objects.get_or_create(language_code=language)[0]
    new = page.copy_for_translation(locale, copy_parents=True)
    new.alias_of = None
    for name, value in fields.items():
        setattr(new, name, value)
    new.save()
    new.save_revision().publish()
    return MeetupPage.objects.get(pk=new.pk)


def after_page(below: MeetupPage, **fields: Any) -> AfterPage:
    """The public page that tells how a meetup was."""
    new = AfterPage(title="How it was", slug="after", locale=below.locale, **fields)
    below.add_child(instance=new)
    new.save_revision().publish()
    return AfterPage.objects.get(pk=new.pk)


def approved[Row: Any](row: Row, **kwargs: Any) -> Row:
    """Have two people approve it."""
    decide(row, UserFactory(lead=True), **kwargs)
    decide(row, UserFactory(moderator=True))
    found: Row = type(row)._base_manager.get(pk=row.pk)
    return found


def question(at: Meetup, by: Worker | None = None, words: str = WORDS) -> Question:
    """A question whose first check is waiting."""
    by = by or worker()
    return questions.ask(meetup=at, council=by.council, words=words, language="en", by="system")


def shown_question(at: Meetup, by: Worker | None = None, words: str = WORDS) -> Question:
    """A question other councils can vote for."""
    return approved(question(at, by, words))


def promise(at: Meetup, words: str = "We ring you before you move.", **fields: Any) -> Promise:
    """A promise whose first check is waiting."""
    said = {
        "who": "the director of children's services, Example County",
        "made_date": timezone.localdate(at.starts_at),
        "by_date": None,
        "question": None,
        "user": UserFactory(editor=True),
        **fields,
    }
    return promises.record(meetup=at, words=words, by="system", **said)


def shown_promise(at: Meetup, words: str = "We ring you before you move.", **fields: Any) -> Promise:
    """A promise everybody can read."""
    return approved(promise(at, words, **fields))


def news(of: Promise, state: PromiseState = PromiseState.BEGUN, **fields: Any) -> News:
    """What became of a promise, waiting for its first check."""
    said = {
        "words": "We wrote a list of who has to ring.",
        "on_date": timezone.localdate(),
        "ask_again_date": None,
        "user": UserFactory(editor=True),
        **fields,
    }
    return promises.tell(promise=of, state=state, by="system", **said)


def late_question(at: Meetup, words: str) -> Question:
    """A question for a meetup that is over by now, as it was asked before."""
    begins, ends = at.starts_at, at.ends_at
    Meetup.objects.filter(pk=at.pk).update(
        starts_at=timezone.now() + timedelta(days=1), ends_at=begins + timedelta(days=9)
    )
    made = question(Meetup.objects.get(pk=at.pk), words=words)
    Meetup.objects.filter(pk=at.pk).update(starts_at=begins, ends_at=ends)
    return made


def young_person(at: Meetup, *, photo: bool = False) -> YoungPerson:
    """A young person of 16 or older who had a place; with a photo yes when it says so."""
    by = worker()
    kind = ContentType.objects.get_for_model(Meetup)
    times = {"starts_at": at.starts_at, "ends_at": at.ends_at, "capacity": 40}
    allotment = Allotment.objects.get_or_create(subject_type=kind, subject_id=str(at.pk), defaults=times)[0]
    key = f"key {next(_numbers)}"
    places = Places.objects.create(allotment=allotment, key=key, size=1, state=State.CONFIRMED)
    booking = Booking.objects.create(meetup=at, council=by.council, worker=by, places=places, key=key)
    person = bookings.enrol(booking=booking, number=1, band=AgeBand.UNDER_18)
    if photo:
        photo_word(person, yes=True)
        photo_word(person, yes=True, party=Party.AUTHORITY)
    return person


def photo_word(person: YoungPerson, *, yes: bool, party: Party = Party.CHILD) -> None:
    """A yes or no to photos, a young person's own or a grown-up's."""
    wording = ledger.wording(Purpose.PHOTO_AT_EVENT, party, "en")
    by = "child" if party == Party.CHILD else "guardian"
    young_people.say(person=person, party=party, yes=yes, wording=wording, by=by)


def a_picture(at: Meetup, **fields: Any) -> Picture:
    """A picture on which nobody can be recognised, waiting for its first check."""
    said = {
        "file": picture(exif=True),
        "alt": "A paper boat",
        "recognisable": 0,
        "people": [],
        "user": UserFactory(editor=True),
        **fields,
    }
    return after.add_picture(meetup=at, by="system", **said)


def draft(by: Worker, **fields: Any) -> Post:
    """A post its worker is writing."""
    said = {
        "kind": Kind.PRACTICE,
        "topic": Topic.SESSIONS,
        "title": "A quiet start",
        "words": "We begin each evening with ten minutes of drawing.",
        "language": "en",
        **fields,
    }
    return practice.begin(worker=by, by="system", **said)


def post(by: Worker, **fields: Any) -> Post:
    """A post whose first check is waiting."""
    return practice.send(post=draft(by, **fields), by="system")


def shown_post(by: Worker, **fields: Any) -> Post:
    """A post other councils' workers can read."""
    return approved(post(by, **fields))


def answer(to: Post, by: Worker, words: str = "We do that too, with music.") -> Answer:
    """An answer whose first check is waiting."""
    return practice.answer(post=to, worker=by, words=words, language="en", by="system")
