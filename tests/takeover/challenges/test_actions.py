"""Writing, sending, checking, changing, calling off: the verbs of challenges."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.dispatch import Signal
from django.utils import timezone

from moderation.enums import Verdict
from outbox.models import Message
from places import actions as places
from places.enums import State
from safeguarding import actions as safeguarding
from safeguarding.models import AuditEntry
from takeover import actions as hosts
from takeover.challenges import actions, queries, signals
from takeover.challenges.enums import CalledOffFor, ChallengeState, ClosedFor
from takeover.challenges.models import Arrival, Challenge, Draft
from takeover.enums import SuspendedFor
from takeover.models import Host, Registration
from tests.factories import challenges as make
from tests.factories import takeover as make_host
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def told() -> Iterator[list[tuple[str, dict[str, Any]]]]:
    """What the room says to others: (signal, its arguments)."""
    heard: list[tuple[str, dict[str, Any]]] = []
    listeners = []
    for name in ("published", "changed", "called_off", "closed", "reopened"):
        signal: Signal = getattr(signals, name)

        def hear(sender: Any, signal: Any, _name: str = name, **facts: Any) -> None:
            heard.append((_name, facts))

        signal.connect(hear)
        listeners.append((signal, hear))
    yield heard
    for signal, hear in listeners:
        signal.disconnect(hear)


def today() -> Any:
    return timezone.localdate()


def state(challenge: Challenge) -> ChallengeState:
    return make.fresh(challenge).state(today())


def test_two_people_publish_it_and_places_are_there(told: list[Any]) -> None:
    """S13, S23: the whole way; the host hears twice, the trail has every step."""
    challenge = make.sent()
    assert state(challenge) == ChallengeState.SENT
    assert not Challenge.objects.public().exists()
    first, second = UserFactory(moderator=True), UserFactory(moderator=True)
    make.decide(challenge, first)
    assert state(challenge) == ChallengeState.SENT and not told
    make.decide(challenge, second)
    challenge = make.fresh(challenge)
    assert state(challenge) == ChallengeState.PUBLISHED
    assert Challenge.objects.public().get() == challenge
    assert challenge.approved_digest == challenge.review_digest()
    allotment = make.allotment_of(challenge)
    assert (allotment.capacity, allotment.starts_at) == (20, challenge.starts_at)
    assert [name for name, _facts in told] == ["published"]
    owner = challenge.host.registration.owner.email
    letters = Message.objects.filter(to=owner).order_by("pk").values_list("template", flat=True)
    assert list(letters) == ["challenge_received", "challenge_published"]
    acts = AuditEntry.objects.filter(subject=f"challenges.challenge:{challenge.pk}")
    assert {"challenge.sent", "challenge.cleared", "places.allotted"} <= set(
        acts.values_list("act", flat=True)
    )


def test_nobody_named_at_the_door_is_in_a_revision_or_the_trail() -> None:
    challenge = make.approved(contact_name="Wilhelmina Zebedee")
    assert Arrival.objects.get(challenge=challenge).contact_name == "Wilhelmina Zebedee"
    assert all("Zebedee" not in str(revision.content) for revision in challenge.revisions)
    assert not AuditEntry.objects.filter(facts__icontains="Zebedee").exists()


def test_a_change_that_matters_waits_and_the_published_words_stay(told: list[Any]) -> None:
    """ADR 0123. Approved, the places follow, and whoever has one is told what is new."""
    challenge = make.approved()
    told.clear()
    draft = actions.draft_of(challenge=challenge)
    later = (today() + timedelta(days=62)).isoformat()
    changes = {"title": "Run the whole bakery", "first_date": later, "last_date": later, "capacity": 15}
    assert actions.keep(draft=draft, answers=changes, by="host") == ()
    assert set(queries.changed_since_sent(make_draft(challenge))) == set(changes)
    actions.send(draft=make_draft(challenge), by="host")
    shown = make.fresh(challenge)
    assert shown.title == challenge.title and shown.capacity == 20
    assert state(challenge) == ChallengeState.PUBLISHED and not told
    make.approve(challenge)
    shown = make.fresh(challenge)
    assert (shown.title, shown.capacity) == ("Run the whole bakery", 15)
    assert shown.approved_digest == shown.review_digest()
    allotment = make.allotment_of(challenge)
    assert (allotment.capacity, allotment.starts_at) == (15, shown.starts_at)
    assert told == [
        ("changed", {"challenge": shown, "by": told[0][1]["by"], "fields": tuple(sorted_as_words(changes))})
    ]


def sorted_as_words(names: Any) -> list[str]:
    from takeover.challenges.words import WORDS

    return [name for name in WORDS if name in names]


def make_draft(challenge: Challenge) -> Draft:
    return Draft.objects.select_related("challenge", "host", "season").get(challenge=challenge)


@pytest.mark.parametrize(
    "answers",
    [
        {"bring": "Wellies."},
        {"access": ["quiet", "step-free"]},
        {"capacity": 25},
        {"contact_phone": "01632 960 222"},
        {"food": "Soup.", "travel": "We pay the fare.", "access_more": "It is loud."},
    ],
    ids=",".join,
)
def test_what_does_not_matter_is_seen_at_once(told: list[Any], answers: dict[str, Any]) -> None:
    """ADR 0123: and booked groups are told which."""
    challenge = make.approved()
    told.clear()
    draft = actions.draft_of(challenge=challenge)
    assert set(actions.keep(draft=draft, answers=answers, by="host")) == set(answers)
    assert [(name, set(facts["fields"])) for name, facts in told] == [("changed", set(answers))]
    shown = make.fresh(challenge)
    said = {**shown.words(), **queries.arrival_of(shown)}
    assert {name: said[name] for name in answers} == answers
    assert not queries.changed_since_sent(make_draft(challenge))
    assert not shown.has_unpublished_changes
    assert make.allotment_of(challenge).capacity == shown.capacity
    assert actions.keep(draft=draft, answers=answers, by="host") == ()


def test_light_words_that_could_name_somebody_are_looked_at_first(told: list[Any]) -> None:
    """S20: a name or a number never reaches a public page by the quick way."""
    challenge = make.approved()
    told.clear()
    draft = actions.draft_of(challenge=challenge)
    assert actions.keep(draft=draft, answers={"bring": "Ring Mrs Zebedee, 01632 960 555"}, by="host") == ()
    assert "Zebedee" not in make.fresh(challenge).bring and not told
    assert queries.changed_since_sent(make_draft(challenge)) == ("bring",)


def test_a_light_change_is_in_the_version_that_waits_too() -> None:
    """Else publishing that would take it back. What was approved meanwhile is looked at again (F13)."""
    challenge = make.approved()
    draft = actions.draft_of(challenge=challenge)
    actions.keep(draft=draft, answers={"title": "Run two bakeries"}, by="host")
    actions.send(draft=make_draft(challenge), by="host")
    make.decide(challenge, UserFactory(moderator=True))
    actions.keep(draft=make_draft(challenge), answers={"food": "Cake."}, by="host")
    assert make.fresh(challenge).food == "Cake."
    make.approve(challenge)
    shown = make.fresh(challenge)
    assert (shown.title, shown.food) == ("Run two bakeries", "Cake.")


def test_fewer_places_than_are_given_away_are_refused_kindly() -> None:
    """Nobody loses a place by an edit: the check says why it cannot be approved."""
    challenge = make.approved()
    booking = book(challenge, 10)
    draft = actions.draft_of(challenge=challenge)
    actions.keep(draft=draft, answers={"capacity": 9, "largest_group": 9}, by="host")
    actions.send(draft=make_draft(challenge), by="host")
    waiting = make.fresh(challenge).latest_revision.as_object()
    assert waiting.review_blockers("editorial") == ["More places are given away than it would have."]
    booking.refresh_from_db()
    assert booking.state == State.CONFIRMED and make.allotment_of(challenge).capacity == 20


def book(challenge: Challenge, size: int = 2) -> Any:
    return places.book(
        allotment=make.allotment_of(challenge),
        size=size,
        holder=challenge.host,
        key=f"click {size}",
        by="user:1",
        needs_yes=False,
    )


def test_refusing_a_change_leaves_what_is_published() -> None:
    challenge = make.approved()
    draft = actions.draft_of(challenge=challenge)
    actions.keep(draft=draft, answers={"title": "Sell cigarettes"}, by="host")
    actions.send(draft=make_draft(challenge), by="host")
    user = UserFactory(moderator=True)
    make.decide(challenge, user, Verdict.REFUSE, reason="challenge-unfit")
    shown = make.fresh(challenge)
    assert state(challenge) == ChallengeState.PUBLISHED and shown.title == challenge.title
    assert shown.reply.code == "challenge-unfit"
    actions.keep(draft=make_draft(challenge), answers={"title": "Sell cakes"}, by="host")
    actions.send(draft=make_draft(challenge), by="host")
    make.approve(challenge)
    assert make.fresh(challenge).title == "Sell cakes"


def test_a_question_is_answered_before_it_is_sent_again() -> None:
    challenge = make.sent()
    user = UserFactory(moderator=True)
    make.look(challenge, user)
    asked = actions.ask(
        challenge=challenge, words="Who is in the kitchen?", reason="challenge-question", user=user
    )
    assert state(challenge) == ChallengeState.ASKED
    with pytest.raises(actions.StillAsked):
        actions.send(draft=make_draft(challenge), by="host")
    actions.answer(question=asked, words="Three bakers.", by="host")
    actions.send(draft=make_draft(challenge), by="host")
    assert state(challenge) == ChallengeState.SENT
    make.approve(challenge)
    assert state(challenge) == ChallengeState.PUBLISHED


def test_calling_off_cancels_every_booking_and_tells(told: list[Any]) -> None:
    challenge = make.approved()
    booking = book(challenge)
    told.clear()
    assert actions.call_off(challenge=challenge, why=CalledOffFor.WEATHER, by="host")
    assert not actions.call_off(challenge=challenge, why=CalledOffFor.FEW, by="host")
    booking.refresh_from_db()
    assert booking.state == State.CANCELLED
    assert state(challenge) == ChallengeState.CALLED_OFF and not Challenge.objects.public().exists()
    assert [(name, facts["why"]) for name, facts in told] == [("called_off", CalledOffFor.WEATHER)]
    with pytest.raises(actions.NotNow):
        actions.keep(draft=make_draft(challenge), answers={"bring": "Nothing."}, by="host")


def test_a_host_that_is_suspended_closes_its_challenges_and_opens_them_again(told: list[Any]) -> None:
    """S23: in one transaction; nobody books meanwhile, and whoever has places keeps them."""
    challenge = make.approved()
    booking = book(challenge)
    told.clear()
    lead = UserFactory(lead=True)
    hosts.suspend(host=challenge.host, reason=SuspendedFor.STAFF, by="lead", user=lead)
    assert state(challenge) == ChallengeState.CLOSED and not Challenge.objects.public().exists()
    assert make.allotment_of(challenge).closed_at is not None
    booking.refresh_from_db()
    assert booking.state == State.CONFIRMED
    hosts._resume(Host.objects.get(pk=challenge.host_id), by="lead")
    assert state(challenge) == ChallengeState.PUBLISHED
    assert make.allotment_of(challenge).closed_at is None
    assert [name for name, _facts in told] == ["closed", "reopened"]
    assert told[0][1]["why"] == ClosedFor.HOST


def test_a_refused_host_closes_and_approved_again_reopens(told: list[Any]) -> None:
    """The real way round: refused at its own desk, sent again, approved by two."""
    host = make_host.approved_host()
    challenge = make.approved(host)
    told.clear()
    registration = Registration.objects.get(host=host)
    hosts.keep(registration=registration, answers={"after": "Other words."}, language="en")
    hosts.send(registration=registration, by="host")
    make_host.decide(host, UserFactory(moderator=True), Verdict.REFUSE, reason="host-safety")
    assert state(challenge) == ChallengeState.CLOSED
    registration.refresh_from_db()
    hosts.keep(registration=registration, answers={"after": "Better words."}, language="en")
    hosts.send(registration=registration, by="host")
    first, second = UserFactory(moderator=True), UserFactory(moderator=True)
    make_host.tick_all(host, first)
    make_host.decide(host, first)
    make_host.decide(host, second)
    assert state(challenge) == ChallengeState.PUBLISHED
    assert [name for name, _facts in told] == ["closed", "reopened"]


def test_a_host_that_leaves_calls_off_what_is_to_come_and_its_words_go(told: list[Any]) -> None:
    """S8: nothing it wrote stays but title, area and days of what was public."""
    challenge = make.approved(address="9 Zebedee Street")
    host = challenge.host
    waiting, unsent = make.sent(host), make.draft(host)
    booking = book(challenge)
    told.clear()
    hosts.leave(registration=Registration.objects.get(host=host), by="host")
    booking.refresh_from_db()
    assert booking.state == State.CANCELLED
    assert [(name, facts["why"]) for name, facts in told] == [("called_off", CalledOffFor.LEFT)]
    assert not Challenge.objects.filter(pk=waiting.pk).exists()
    assert not Draft.objects.filter(pk=unsent.pk).exists() and not Arrival.objects.exists()
    left = make.fresh(challenge)
    assert (left.title, left.address, left.decide) == (challenge.title, "", "")
    assert not left.revisions.exists()
    assert state(challenge) == ChallengeState.CALLED_OFF


def test_a_hold_hides_and_lifting_shows_again(told: list[Any]) -> None:
    challenge = make.approved()
    told.clear()
    lead = UserFactory(lead=True)
    safeguarding.hold(subject=challenge, reason="worry", by="lead", user=lead)
    assert state(challenge) == ChallengeState.CLOSED and not Challenge.objects.public().exists()
    safeguarding.lift(subject=challenge, by="lead", user=lead)
    assert state(challenge) == ChallengeState.PUBLISHED
    assert [name for name, _facts in told] == ["closed", "reopened"]
    assert told[0][1]["why"] == ClosedFor.HELD


def test_a_copy_has_the_words_but_no_day_and_nobody_at_the_door() -> None:
    challenge = make.approved()
    draft = actions.copy(challenge=challenge, season=challenge.season, by="host")
    assert draft.answers["title"] == challenge.title and draft.copied_from == challenge
    missing = {"first_date", "last_date", "contact_name", "contact_phone"}
    assert not missing.intersection(draft.answers)
    day = (today() + timedelta(days=61)).isoformat()
    actions.keep(
        draft=draft,
        answers={"first_date": day, "last_date": day, "contact_name": "Jo", "contact_phone": "01632 960 1"},
        by="host",
    )
    again = actions.send(draft=draft, by="host")
    assert again.pk != challenge.pk and again.copied_from == challenge


def test_nothing_is_sent_that_no_page_would_have_let_through() -> None:
    """The last net under the pages."""
    draft = make.draft(youngest=17, oldest=9)
    with pytest.raises(ValidationError):
        actions.send(draft=draft, by="host")
    assert not Challenge.objects.exists()


def test_throwing_away_what_was_never_public() -> None:
    challenge = make.sent()
    actions.drop(draft=make_draft(challenge), by="host")
    assert not Challenge.objects.exists() and not Draft.objects.exists()
    public = make.approved()
    with pytest.raises(actions.NotNow):
        actions.drop(draft=make_draft(public), by="host")


def test_a_host_belongs_to_the_latest_season_it_offers_something_in() -> None:
    """So that it is not erased two years after its first."""
    host = make.FitHostFactory()
    later = make_host.SeasonFactory(shift=100)
    day = (later.national_date).isoformat()
    draft = actions.begin(host=host, season=later, by="host")
    actions.keep(draft=draft, answers=make.written(first_date=day, last_date=day), by="host")
    actions.send(draft=draft, by="host")
    assert Host.objects.get(pk=host.pk).season == later
    assert Registration.objects.get(host=host).season == later
