"""A promise to erase is kept: each eraser of the data map is run, and what it is for is gone (S1, S8)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.utils import timezone
from django.utils.module_loading import import_string

from calendars import actions as calendars
from calendars.models import Feed
from certificates import actions as certificates
from certificates.models import Certificate
from cicc_meetups import sweeper as meetups
from cicc_meetups.after import actions as after
from cicc_meetups.after.models import Picture
from cicc_meetups.bookings.sweeper import forget_over as forget_council_bookings
from cicc_meetups.models import Council, Worker, WorkerLook
from cicc_meetups.practice import actions as practice
from cicc_meetups.practice.models import Answer as PostAnswer
from cicc_meetups.practice.models import Post
from cicc_meetups.profiles import actions as council_pages
from cicc_meetups.profiles.models import Profile
from cicc_meetups.promises import actions as promises
from cicc_meetups.promises.models import News, Promise
from cicc_meetups.questions import actions as questions
from cicc_meetups.questions.enums import Came
from consent.models import Ask
from help_at_hand.cases import actions as cases
from help_at_hand.cases import visits
from help_at_hand.cases.models import Visit
from moderation import actions as moderation
from moderation import public_copies
from moderation.models import Decision
from our_childhood import actions, sweeper
from our_childhood.enums import WithdrawalRoute
from our_childhood.models import Film
from outbox import sweeper as outbox_sweeper
from people import data_map
from people import sweeper as retention
from people.models import Contact
from pledge import actions as pledge
from pledge.enums import Kind, Route
from pledge.mirror import actions as mirror
from pledge.models import Signature
from takeover.days import actions as days
from takeover.days.enums import Face, Voice
from takeover.days.models import Feedback
from takeover.sign_ups import sweeper as sign_ups
from takeover.sign_ups.models import Group, Look
from tests.factories import between_meetups as between
from tests.factories import councils
from tests.factories import pledge as pledges
from tests.factories.accounts import UserFactory
from tests.factories.cases import CaseFactory
from tests.factories.certificates import issue
from tests.factories.days import was
from tests.factories.geography import LocalAuthorityFactory
from tests.factories.moderation import film_at_second_check
from tests.factories.our_childhood import DraftFactory, FilmFactory, grown_up, upload_of
from tests.factories.outbox import MessageFactory
from tests.factories.sign_ups import GroupFactory, SignUpFactory, begin
from video import actions as video_actions

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.now() - timedelta(days=4000)


def _film() -> Callable[[], object]:
    film = FilmFactory(
        public=True, description="a lighthouse", transcript="marmalade", captions="WEBVTT", language="pl"
    )
    return lambda: actions.withdraw(film=film, by="child", route=WithdrawalRoute.CODE)


def _unanswered() -> Callable[[], object]:
    film, _ = actions.submit(draft=(draft := DraftFactory(young=True)), upload=upload_of(draft), by="child")
    assert Contact.objects.about(film).exists()
    Ask.objects.update(expires_at=LONG_AGO)
    return sweeper.end_overdue


def _journey() -> Callable[[], object]:
    DraftFactory(expires_at=timezone.now())
    return sweeper.forget_journeys


def _message() -> Callable[[], object]:
    MessageFactory(failed=True, failed_at=LONG_AGO, context={"link": "/say-yes-or-no/secret/"})
    return outbox_sweeper.forget_addresses


def _note() -> Callable[[], object]:
    film, _ = film_at_second_check()
    Decision.objects.update(note="a purple gate")
    return lambda: moderation.erase_notes(subject=film, by="system")


def _video(act: Callable[..., object]) -> Callable[[], object]:
    film = FilmFactory()
    type(film.video).objects.update(source={"codec": "h264"}, fingerprints=[{"hash": "a5"}])
    return lambda: act(video=film.video)


def _tickets() -> Callable[[], object]:
    sign_up = SignUpFactory(confirmed=True)
    begin(sign_up.challenge, days_ago=40)
    return sign_ups.forget_names


def _sign_up() -> Callable[[], object]:
    _tickets()
    return sign_ups.forget_sign_ups


def _group() -> Callable[[], object]:
    group = GroupFactory()
    Look.objects.create(
        group=group, verdict="asked", words="Which one?", answer="By the river", looked_by=UserFactory()
    )
    Group.objects.filter(pk=group.pk).update(registered_at=LONG_AGO)
    return sign_ups.forget_groups


def _certificate() -> Callable[[], object]:
    certificates.name(certificate=issue(), first_name="Zofia", by="child")
    Certificate.objects.update(named_at=LONG_AGO)
    return certificates.forget_names


def _certificate_of_somebody() -> Callable[[], object]:
    certificate = issue()
    return lambda: certificates.forget(subject=certificate.subject)


def _feed() -> Callable[[], object]:
    calendars.open_feed(holder=LocalAuthorityFactory(), by="user:1")
    Feed.objects.update(stopped_at=LONG_AGO)
    return calendars.forget_over


def _sentence() -> Callable[[], object]:
    days.say(
        challenge=(sign_up := was()).challenge,
        voice=Voice.LEAD,
        who=sign_up,
        answers=(Face.YES, Face.YES, Face.YES),
        words="More cake",
    )
    Feedback.objects.update(said_on=LONG_AGO.date())
    return days.erase_words


def _council_booking() -> Callable[[], object]:
    person = between.young_person(between.meetup())
    type(person).objects.update(name="Wren", needs="A quiet room")
    type(person.booking).objects.update(needs="Halal food")
    between.begun(person.booking.meetup, days_ago=40)
    return forget_council_bookings


def _question() -> Callable[[], object]:
    question = between.shown_question(between.meetup())
    between.begun(question.meetup)
    came = {"came": Came.ANSWERED, "words": "Yes, by phone", "user": UserFactory(), "by": "system"}
    questions.note(question=question, **came)
    between.begun(question.meetup, days_ago=4000)
    return questions.erase_old


def _promise() -> Callable[[], object]:
    between.news(between.shown_promise(between.meetup(days=-2)))
    Promise.objects.update(made_date=LONG_AGO.date())
    News.objects.update(refused_at=LONG_AGO)
    return promises.erase_old


def _meetup_picture() -> Callable[[], object]:
    picture = between.approved(between.a_picture(between.meetup(days=-2)), people=0)
    public_copies.show(picture)
    between.begun(picture.meetup, days_ago=4000)
    Picture.objects.update(going_key="meetups/an-older-copy.jpg")
    return after.erase_old


def _worker() -> Callable[[], object]:
    worker = between.worker()
    WorkerLook.objects.create(
        worker=worker, verdict="asked", words="Which one?", answer="By the river", looked_by=UserFactory()
    )
    Worker.objects.update(language="pl", checked_until=LONG_AGO.date())
    return meetups.forget_workers


def _practice() -> Callable[[], object]:
    worker = between.worker()
    post = between.draft(worker)
    practice.add_paper(post=post, file=SimpleUploadedFile("a.pdf", b"%PDF-1.7"), called="a plan", by="system")
    between.answer(between.approved(practice.send(post=post, by="system")), worker)
    for model in (Post, PostAnswer):
        model.objects.update(sent_at=LONG_AGO)
    return practice.erase_old


def _signature() -> Callable[[], object]:
    pledges.signed(kind=Kind.ORGANISATION, how="We ask first")
    past = timezone.localdate() - timedelta(days=1)
    Signature.objects.update(kept_until=past, reminded_at=LONG_AGO)
    return pledge.end_old


def _unused_link() -> Callable[[], object]:
    pledges.asked()
    Signature.objects.update(sent_at=LONG_AGO)
    return pledge.forget_waiting


def _name_on_the_wall() -> Callable[[], object]:
    said = {"kind": Kind.ORGANISATION, "how": "We ask first", "wants_name": True}
    name = pledges.named(pledges.signed(**said))
    return lambda: pledge.take_off(name=name, by="signer", route=Route.HIDDEN)


def _reply() -> Callable[[], object]:
    pledges.reply(more="They came late", day=LONG_AGO.date())
    return mirror.erase_words


def _council_page() -> Callable[[], object]:
    office = council_pages.Office("Participation team", "office@council.example", "Ms Reed")
    page = councils.shown(between.worker(), logo=True, contact=office)
    Profile.objects.filter(pk=page.pk).update(shown_key="councils/now.jpg", going_key="councils/before.jpg")
    Council.objects.filter(pk=page.council_id).update(left_at=LONG_AGO)
    return council_pages.erase_old


def _case() -> Callable[[], object]:
    CaseFactory(closed=True, days_ago=400, name="Kit", way="phone", reach="07700900123")
    return cases.erase_old


def _visit() -> Callable[[], object]:
    visits.begin(HttpResponse(), answers={"words": "a purple gate"})
    Visit.objects.update(expires_at=LONG_AGO)
    return visits.forget_over


# What is on the map with an eraser, and how to bring it about here. `seed` returns what erases.
SEEDS: dict[str, Callable[[], Callable[[], object]]] = {
    "our_childhood.actions.withdraw": _film,
    "our_childhood.sweeper.end_overdue": _unanswered,
    "our_childhood.sweeper.forget_journeys": _journey,
    "outbox.sweeper.forget_addresses": _message,
    "moderation.actions.erase_notes": _note,
    "takeover.sign_ups.sweeper.forget_names": _tickets,
    "takeover.sign_ups.sweeper.forget_sign_ups": _sign_up,
    "takeover.sign_ups.sweeper.forget_groups": _group,
    "certificates.actions.forget_names": _certificate,
    "certificates.actions.forget": _certificate_of_somebody,
    "calendars.actions.forget_over": _feed,
    "takeover.days.actions.erase_words": _sentence,
    "cicc_meetups.sweeper.forget_workers": _worker,
    "cicc_meetups.bookings.sweeper.forget_over": _council_booking,
    "cicc_meetups.questions.actions.erase_old": _question,
    "cicc_meetups.promises.actions.erase_old": _promise,
    "cicc_meetups.after.actions.erase_old": _meetup_picture,
    "cicc_meetups.practice.actions.erase_old": _practice,
    "cicc_meetups.profiles.actions.erase_old": _council_page,
    "pledge.actions.end_old": _signature,
    "pledge.actions.forget_waiting": _unused_link,
    "pledge.actions.take_off": _name_on_the_wall,
    "pledge.mirror.actions.erase_words": _reply,
    "help_at_hand.cases.actions.erase_old": _case,
    "help_at_hand.cases.visits.forget_over": _visit,
    "video.actions.erase": lambda: _video(video_actions.erase),
}
# Fields whose bytes go and whose row stays to say so: seen by the tests of their own rooms.
BY_THEIR_OWN_ROOM = {
    "uploads.actions.discard": "tests/uploads/test_actions.py",
    "video.actions.drop_original": "tests/video/test_actions.py",
    "accounts.models.User.delete": "Django's own",
}
MAPPED = [entry for entry in data_map.entries() if entry.eraser and entry.eraser in SEEDS and entry.personal]


def values(entry: data_map.Entry) -> set[str]:
    """Return what the field holds, in any row, that says anything."""
    rows = entry.model._base_manager.values_list(entry.field, flat=True)
    return {str(value) for value in rows if value not in ("", None, {}, [])}


@pytest.mark.parametrize("entry", MAPPED, ids=lambda entry: entry.name)
def test_the_eraser_erases_it(entry, django_capture_on_commit_callbacks, run_tasks) -> None:
    """S1: seed the field, run its eraser, look at the field."""
    erase = SEEDS[entry.eraser]()
    before = values(entry)
    assert before, f"{entry.name} was not seeded: it would be gone whatever the eraser does"
    with django_capture_on_commit_callbacks(execute=True):
        assert erase() is not None
    run_tasks()
    assert values(entry) & before == set()


def test_the_seeds_are_of_erasers_on_the_map() -> None:
    """No line above that proves something nobody promised."""
    promised = {entry.eraser for entry in data_map.entries()}
    assert {*SEEDS, *BY_THEIR_OWN_ROOM} <= promised


@pytest.mark.parametrize("path", retention.erasers())
def test_what_is_kept_for_a_time_is_erased_by_the_sweep(path) -> None:
    """S1: each takes no arguments, says how many, and finds nothing to do on an empty site."""
    assert import_string(path)() == 0


def test_the_sweep_runs_every_eraser_by_time() -> None:
    """One mechanism: what the map says is kept for a time is what `manage.py sweep` erases."""
    DraftFactory(expires_at=timezone.now())
    MessageFactory(failed=True, failed_at=LONG_AGO)
    done = retention.sweep()
    assert done["our_childhood.sweeper.forget_journeys"] == 1
    assert done["outbox.sweeper.forget_addresses"] == 1
    assert set(done) == set(retention.erasers())


def test_an_eraser_that_fails_stops_no_other(monkeypatch) -> None:
    """S1: the others' time is up all the same."""
    DraftFactory(expires_at=timezone.now())

    def broken() -> int:
        raise OSError("disk")

    monkeypatch.setattr("outbox.sweeper.forget_addresses", broken)
    done = retention.sweep()
    assert "outbox.sweeper.forget_addresses" not in done
    assert done["our_childhood.sweeper.forget_journeys"] == 1


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (timedelta(days=365), "One year after x."),
        (timedelta(days=7 * 365), "7 years after x."),
        (timedelta(days=28), "28 days after x."),
        (timedelta(days=1), "One day after x."),
        (timedelta(hours=24), "One day after x."),
        (timedelta(hours=6), "6 hours after x."),
    ],
)
def test_a_time_is_told_in_words(after, said) -> None:
    assert str(data_map.Retention(after, "x")) == said


def test_nothing_goes_early() -> None:
    """F10: what has time left stays."""
    DraftFactory()
    MessageFactory(failed=True)
    film = FilmFactory(young=True)
    grown_up(film)
    assert not any(retention.sweep().values())
    assert Film.objects.filter(withdrawn_at__isnull=True).exists()
