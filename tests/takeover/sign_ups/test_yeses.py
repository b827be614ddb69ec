"""Whose yes makes a place sure, what a no does, and what time does to a place (S7, S8, F12)."""

from __future__ import annotations

from datetime import timedelta
from itertools import product

import pytest
from django.utils import timezone

from consent import queries as consent
from consent import withdrawal
from consent.enums import Care, Party, Purpose
from consent.models import Tombstone
from moderation.checked import Seen
from outbox.models import Message
from people.ages import AgeBand
from places import actions as places
from places import sweeper as places_sweeper
from places.enums import State
from safeguarding.models import Concern
from takeover.sign_ups import actions, checking, following, queries, sweeper
from takeover.sign_ups.enums import Ages, Gone, Missing
from takeover.sign_ups.errors import AskedAlready, NotOpen, WrongAges, WrongSize
from takeover.sign_ups.models import SignUp
from tests.factories.accounts import UserFactory
from tests.factories.challenges import ChallengeFactory
from tests.factories.places import run_out
from tests.factories.sign_ups import (
    GroupFactory,
    SignUpFactory,
    code_of,
    fill,
    fresh,
    key_of,
    name_it,
    open_now,
    say,
)

pytestmark = pytest.mark.django_db
TAKE_PART = (Purpose.TAKE_PART,)


def state(sign_up: SignUp) -> tuple[str, int]:
    booking = fresh(sign_up).booking
    assert booking is not None
    return booking.state, booking.size


@pytest.mark.parametrize(("older", "care"), list(product((False, True), (Care.NO, Care.YES, Care.UNSAID))))
def test_exactly_those_who_are_asked_make_it_sure(older: bool, care: Care) -> None:
    """S7, ADR 130: the child always; a guardian under 16; in care the authority too, in any order."""
    sign_up = SignUpFactory(size=1, ages=Ages.OLDER if older else Ages.YOUNGER)
    ticket = sign_up.tickets.get()
    name_it(ticket)
    actions.note_care(ticket=ticket, care=care)
    wanted = [Party.CHILD]
    wanted += [] if older else [Party.GUARDIAN]
    wanted += [Party.AUTHORITY] if care == Care.YES else []
    for party in reversed(wanted):
        assert state(sign_up)[0] == State.HELD
        say(ticket, party, purposes=TAKE_PART)
    assert state(sign_up)[0] == State.CONFIRMED
    [row] = queries.answered([ticket])
    assert (row.share, row.photo) == (False, False), "a yes to one thing is none to another"


@pytest.mark.parametrize("party", [Party.CHILD, Party.GUARDIAN, Party.AUTHORITY])
def test_one_no_is_a_no(party: Party) -> None:
    """S7: whoever says it, also when it was sure before; with the last ticket the booking ends."""
    sign_up = SignUpFactory(size=1, confirmed=True)
    assert state(sign_up)[0] == State.CONFIRMED
    say(sign_up.tickets.get(), party, yes=False, purposes=TAKE_PART)
    assert state(sign_up)[0] == State.REFUSED
    ticket = sign_up.tickets.get()
    assert (ticket.name, ticket.needs, ticket.age_band) == ("", "", "")
    assert Tombstone.objects.filter(label="sign_ups.ticket", route=Gone.SAID_NO).count() == 1


def test_nobody_is_sixteen_by_saying_so_alone() -> None:
    """In a group whose lead said that all are under 16, an older band spares no guardian."""
    younger, mixed = (SignUpFactory(size=1, ages=ages) for ages in (Ages.YOUNGER, Ages.MIXED))
    for sign_up, needed in ((younger, True), (mixed, False)):
        ticket = sign_up.tickets.get()
        actions.age(ticket=ticket, band=AgeBand.UNDER_18)
        assert consent.person(ticket, 1).needs_guardian is needed


def test_a_no_to_the_name_or_a_photo_keeps_the_place() -> None:
    sign_up = SignUpFactory(size=1, confirmed=True)
    say(sign_up.tickets.get(), Party.CHILD, yes=False, purposes=(Purpose.SHARE_WITH_HOST,))
    assert state(sign_up) == (State.CONFIRMED, 1)
    assert not queries.answered(list(sign_up.tickets.all()))[0].share


def test_taking_back_frees_one_place_and_the_rest_may_be_sure() -> None:
    """S8: the two others had all their yeses, so the one who leaves makes them sure."""
    sign_up = SignUpFactory(named=True)
    tickets = list(sign_up.tickets.all())
    for ticket in tickets[:2]:
        say(ticket)
    assert withdrawal.withdraw(subject=tickets[2], by="child", route=Gone.TAKEN_BACK)
    assert not withdrawal.withdraw(subject=tickets[2], by="child", route=Gone.TAKEN_BACK)
    assert state(sign_up) == (State.CONFIRMED, 2)


def test_a_restored_backup_takes_it_back_again() -> None:
    """F14, C: a ticket that an older database has alive is taken back once more."""
    sign_up = SignUpFactory(named=True)
    ticket = sign_up.tickets.get(number=1)
    withdrawal.withdraw(subject=ticket, by="child", route=Gone.TAKEN_BACK)
    type(ticket).objects.filter(pk=ticket.pk).update(gone_at=None, gone_for="", name="Mina")
    Tombstone.objects.all().delete()
    withdrawal.replay(by="system")
    ticket.refresh_from_db()
    assert (ticket.gone_for, ticket.name) == (Gone.TAKEN_BACK, "")


# --- Time -------------------------------------------------------------------------------------


def test_when_time_is_over_whoever_has_every_yes_stays() -> None:
    """The two with yeses stay and are sure; the third place goes to whoever waits."""
    challenge = ChallengeFactory(published=True)
    sign_up = SignUpFactory(challenge=challenge, named=True)
    fill(challenge)
    waits = SignUpFactory(challenge=challenge, size=1)
    for ticket in sign_up.tickets.filter(number__lte=2):
        say(ticket)
    assert state(sign_up) == (State.HELD, 3)
    run_out(fresh(sign_up).booking)
    assert places_sweeper.sweep()["holds_expired"] == 1
    assert state(sign_up) == (State.CONFIRMED, 2)
    assert state(waits)[0] == State.HELD
    late = sign_up.tickets.get(number=3)
    assert late.gone_for == Gone.NO_ANSWER
    sweeper.forget_names()
    late.refresh_from_db()
    assert late.name == ""


@pytest.mark.parametrize("why", ["no yes", "not checked"])
def test_when_time_is_over_and_nothing_is_sure_all_goes(why: str) -> None:
    group = GroupFactory(checked=why == "no yes")
    sign_up = SignUpFactory(group=group, named=True, yes=why == "not checked")
    run_out(fresh(sign_up).booking)
    places_sweeper.sweep()
    assert state(sign_up)[0] == State.EXPIRED


def test_whoever_moves_up_says_that_they_still_come() -> None:
    """Every yes was there while waiting; the places are sure only when the lead says so again."""
    challenge = ChallengeFactory(published=True)
    first = SignUpFactory(challenge=challenge)
    fill(challenge)
    second = SignUpFactory(challenge=challenge, yes=True)
    assert state(second)[0] == State.WAITING
    actions.cancel(sign_up=first, by="user:1")
    assert state(second)[0] == State.HELD
    assert queries.missing(fresh(second), timezone.localdate()) == [Missing.WORD]
    assert actions.still_come(sign_up=second, by="user:2")
    assert not actions.still_come(sign_up=second, by="user:2")
    assert state(second)[0] == State.CONFIRMED


# --- Groups -----------------------------------------------------------------------------------


def test_places_are_sure_only_for_a_checked_group() -> None:
    """S26: held until somebody looked, with their name, a day and what they saw."""
    group, user = GroupFactory(), UserFactory(moderator=True)
    sign_up = SignUpFactory(group=group, yes=True)
    assert state(sign_up)[0] == State.HELD
    question = checking.look(group=group, verdict=Seen.ASKED, words="Which school?", user=user)
    assert state(sign_up)[0] == State.HELD
    assert checking.answer(look=question, words="The one by the river.", by="user:9")
    ends = timezone.localdate() + timedelta(days=700)
    made = checking.look(group=group, verdict=Seen.CHECKED, words="Rang them.", user=user, ends_date=ends)
    assert (made.looked_by, made.looked_at.date()) == (user, timezone.now().date())
    assert state(sign_up)[0] == State.CONFIRMED


def test_a_refused_group_gives_its_places_back() -> None:
    sign_up = SignUpFactory(named=True)
    assert sign_up.group is not None
    checking.look(group=sign_up.group, verdict=Seen.REFUSED, words="No.", user=UserFactory(lead=True))
    assert state(sign_up)[0] == State.REFUSED
    assert sweeper.forget_names() == 3


def test_a_changed_name_is_looked_at_again_and_a_phone_number_is_not() -> None:
    group = GroupFactory(checked=True)
    checking.register(lead=group.lead, facts={"phone": "01632 960 000"}, language="en")
    group.refresh_from_db()
    assert group.is_checked(timezone.localdate())
    checking.register(lead=group.lead, facts={"name": "Other School"}, language="en")
    group.refresh_from_db()
    assert not group.is_checked(timezone.localdate())


# --- What cannot be asked for -------------------------------------------------------------------


def test_asking_is_held_to_the_season_the_sizes_and_the_ages() -> None:
    challenge = ChallengeFactory(published=True, smallest_group=2, largest_group=5, oldest=15)
    with pytest.raises(WrongSize, match="2"):
        SignUpFactory(challenge=challenge, size=6)
    with pytest.raises(WrongAges):
        SignUpFactory(challenge=challenge, young_person=True)
    with pytest.raises(WrongAges):
        SignUpFactory(challenge=challenge, ages=Ages.OLDER)
    group = GroupFactory(checked=True)
    SignUpFactory(challenge=challenge, group=group)
    with pytest.raises(AskedAlready):
        SignUpFactory(challenge=challenge, group=group)
    challenge = open_now(challenge)
    challenge.season.children_until_date = timezone.localdate() - timedelta(days=1)
    challenge.season.save()
    with pytest.raises(NotOpen):
        actions.ask(
            challenge=challenge,
            asker="group",
            size=2,
            ages=Ages.YOUNGER,
            key="k" * 32,
            by="user:1",
            language="en",
            group=GroupFactory(checked=True),
        )


def test_clashes_are_noticed_and_not_forbidden() -> None:
    one, other = (ChallengeFactory(published=True) for _ in range(2))
    group = GroupFactory(checked=True)
    SignUpFactory(challenge=one, group=group)
    assert [b.allotment.subject_id for b in queries.clashing_with(group, other)] == [str(one.pk)]
    sign_up = SignUpFactory(challenge=other, group=group)
    assert queries.clashes(sign_up).count() == 1
    mine = [SignUpFactory(guardian=True, challenge=each) for each in (one, other)]
    assert queries.clashes(mine[0]).count() == 1
    assert queries.clashes(SignUpFactory(guardian=True, challenge=one, email="x@post.example")).count() == 0


# --- Letters and words --------------------------------------------------------------------------


def test_each_step_is_told_once() -> None:
    """D: a second hearing of the same step writes no second letter."""
    sign_up = SignUpFactory(confirmed=True)
    booking = fresh(sign_up).booking
    assert booking is not None
    told = Message.objects.filter(template="place_news")
    assert [one.context["what"] for one in told.order_by("id")] == ["held", "confirmed"]
    for step in booking.steps.all():
        following.moved(booking=booking, step=step)
    assert told.count() == 2


def test_a_called_off_challenge_and_a_changed_one_are_told() -> None:
    sign_up = SignUpFactory(confirmed=True)
    following.challenge_changed(challenge=sign_up.challenge, what="changed")
    places.cancel(booking=sign_up.booking, by="user:1", reason="called_off")
    told = Message.objects.filter(template="place_news").order_by("id").values_list("context", flat=True)
    assert [one["what"] for one in told][-2:] == ["changed", "called_off"]


def test_missing_yeses_are_reminded_of_twice_and_grown_ups_once(django_assert_max_num_queries) -> None:
    """After three days, and two days before the end; with the same link."""
    from consent.models import Ask
    from takeover.sign_ups import grown_ups

    sign_up = SignUpFactory(named=True)
    booking = fresh(sign_up).booking
    ticket = sign_up.tickets.first()
    grown_ups.ask(ticket=ticket, party=Party.GUARDIAN, email="g@post.example", language="en", by="child")
    assert not any(sweeper.sweep().values())
    long_ago = timezone.now() - timedelta(days=3, hours=1)
    type(booking).objects.update(asked_at=long_ago)
    Ask.objects.update(asked_at=long_ago)
    assert sweeper.sweep() == {"yeses_reminded": 1, "grown_ups_reminded": 1, "groups_told": 0}
    assert not any(sweeper.sweep().values())
    type(booking).objects.update(held_until=timezone.now() + timedelta(days=1))
    assert sweeper.sweep()["yeses_reminded"] == 1
    assert sweeper.sweep()["yeses_reminded"] == 0


def test_words_of_harm_raise_a_concern_and_show_help(client) -> None:
    """S21: in needs, in a name, and in what is no code; what was typed is kept."""
    ticket = SignUpFactory(size=1).tickets.get()
    client.post("/my-place/", {"code": code_of(key_of(ticket))})
    page = client.post("/my-place/needs/", {"needs": "my dad hits me"})
    assert "You can talk to someone now" in page.content.decode()
    assert Concern.objects.count() == 1
    ticket.refresh_from_db()
    assert ticket.needs == "my dad hits me"
    client.post("/my-place/close/")
    page = client.post("/my-place/", {"code": "i want to kill myself"})
    assert "You can talk to someone now" in page.content.decode()
    assert Concern.objects.count() == 2


@pytest.mark.parametrize("name", ["Mina Reed", "mina@post.example", "07700900123", "Mina1"])
def test_a_first_name_is_one_word(client, name: str) -> None:
    """S20: refused kindly, with what was typed still there."""
    ticket = SignUpFactory(size=1).tickets.get()
    client.post("/my-place/", {"code": code_of(key_of(ticket))})
    page = client.post("/my-place/name/", {"name": name})
    assert page.status_code == 422 and name in page.content.decode()
    ticket.refresh_from_db()
    assert ticket.name == ""
    for fine in ("Zoë", "Anne-Marie", "D'Arcy", "مينا", "Łucja"):
        assert client.post("/my-place/name/", {"name": fine}).status_code == 302
