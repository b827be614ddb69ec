"""The question about photos: behind a code, each voice for itself, a no as easy as a yes, for years."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cicc_meetups.after import queries as after
from cicc_meetups.after.models import Picture
from cicc_meetups.bookings import asking, sweeper
from cicc_meetups.bookings.models import NAMES_KEPT, PHOTOS_KEPT, Key, YoungPerson
from consent.enums import Party
from consent.models import Answer, Person
from consent.rules import Outcome
from outbox.models import Message
from people import codes
from people.ages import AgeBand
from safeguarding import audit
from safeguarding.models import AuditEntry
from tests.cicc_meetups.bookings.test_people import booked, in_days, named, signed_in, who
from tests.factories import between_meetups as between
from tests.reading import READ_AT_NINE, index, sentences

pytestmark = pytest.mark.django_db
CODE, ANSWER = reverse("bookings:photos"), reverse("bookings:photos-answer")


def code_of(person: YoungPerson, party: Party = Party.CHILD) -> str:
    key = person.keys.get(party=party)
    return codes.again(key, key.nonce) or ""


def with_code(person: YoungPerson, party: Party = Party.CHILD) -> Client:
    """A browser in which somebody has typed a code."""
    client = Client()
    assert client.post(CODE, {"code": code_of(person, party).lower()}).status_code == 302
    return client


def say(client: Client, what: str, address: str = ANSWER) -> Any:
    return client.post(address, {"answer": what}, follow=True)


@pytest.fixture
def person() -> YoungPerson:
    """Somebody of 13 to 15, with a name and codes."""
    return named(booked(1), "Robin")[0]


def test_looking_answers_nothing(person: YoungPerson) -> None:
    """Scanners, and whoever only looks, say neither yes nor no."""
    young, grown_up = with_code(person), with_code(person, Party.GUARDIAN)
    for client in (young, grown_up):
        for address in (CODE, ANSWER, f"{ANSWER}?as=authority", f"{ANSWER}?answer=yes"):
            client.get(address)
            client.head(address)
        client.post(ANSWER, {"answer": "perhaps"})
    assert not Answer.objects.exists()


def test_a_young_person_reads_what_for_and_says_yes_or_no(person: YoungPerson) -> None:
    client = with_code(person)
    page = client.get(ANSWER)
    assert page["Cache-Control"] == "private, no-store" and "noindex" in page["X-Robots-Tag"]
    assert "Some may guess that who is in it is in care" in page.text
    assert "You can come if you say no, too" in page.text
    assert page.text.count('class="button button--main" type="submit" name="answer"') == 2  # of one size (S4)
    assert "An answer is missing" in say(client, "yes").text
    assert "Somebody said no" in say(client, "no").text
    assert [answer.yes for answer in Answer.objects.order_by("id")] == [True, False]
    assert list(AuditEntry.objects.filter(subject=audit.reference(person)).values_list("act", "actor")) == [
        ("young_person.photo_yes", "child"),
        ("young_person.photo_no", "child"),
    ]


@pytest.mark.parametrize("words", ["9" * 5000, "9" * 19, "²", "-1", ""])
def test_whatever_stands_for_the_words_a_no_is_kept(person: YoungPerson, words: str) -> None:
    """C: what names the words above the button may be anything; the answer counts."""
    answer = with_code(person).post(ANSWER, {"answer": "no", "words": words})
    assert answer.status_code == 302
    assert [said.yes for said in Answer.objects.all()] == [False]


def test_a_child_of_nine_can_read_it(person: YoungPerson) -> None:
    """Short words and short sentences; the longest is the one that the ledger keeps."""
    client = with_code(person)
    for html in (Client().get(CODE).text, client.get(ANSWER).text, say(client, "no").text):
        assert index(sentences(html)) <= READ_AT_NINE, (index(sentences(html)), sentences(html))
        assert max(len(one.split()) for one in sentences(html)) <= 14, sentences(html)


def test_the_authority_has_to_say_yes_in_writing_too(person: YoungPerson) -> None:
    """S7, ADR 0175: the young person's yes alone is no yes; the door says who speaks."""
    say(with_code(person), "yes")
    assert not asking.stands([person])[0].photos
    grown_up = with_code(person, Party.GUARDIAN)
    doors = grown_up.get(ANSWER).text
    assert "?as=authority" in doors and "?as=carer" in doors and 'name="answer"' not in doors
    say(grown_up, "yes")  # without a door it is nobody's
    assert not asking.stands([person])[0].photos
    told = say(grown_up, "yes", f"{ANSWER}?as=authority").text
    assert "Everybody said yes" in told
    assert asking.stands([person])[0].photos
    say(grown_up, "no", f"{ANSWER}?as=carer")  # not asked at that age, and heard all the same
    assert asking.stands([person])[0].refused


def test_under_13_a_parent_or_carer_is_asked_as_well() -> None:
    booking = booked(1)
    YoungPerson.objects.update(gone_at=timezone.now(), gone_for="cancelled")
    from cicc_meetups.bookings import actions

    actions.enrol(booking=booking, number=2, band=AgeBand.UNDER_13)
    (person,) = named(booking, "Wren")
    assert "A parent or carer as well" in with_code(person).get(ANSWER).text
    say(with_code(person), "yes")
    grown_up = with_code(person, Party.GUARDIAN)
    say(grown_up, "yes", f"{ANSWER}?as=authority")
    assert asking.stands([person])[0].missing == [Party.GUARDIAN]
    say(grown_up, "yes", f"{ANSWER}?as=carer")
    assert asking.stands([person])[0].photos


def test_help_is_on_a_childs_page_and_never_on_a_grown_ups(person: YoungPerson) -> None:
    """S6, S31."""
    help_bar = 'class="help-bar'
    young, grown_up = with_code(person).get(ANSWER).text, with_code(person, Party.GUARDIAN)
    assert help_bar in young and "data-exit" in young
    for address in (ANSWER, f"{ANSWER}?as=authority", f"{ANSWER}?as=carer"):
        assert help_bar not in grown_up.get(address).text


def test_the_worker_reads_counts_and_who_has_still_to_answer() -> None:
    booking = booked(3)
    people = named(booking, "Robin", "Wren", "Lark")
    page = signed_in(booking.worker).get(who(booking)).text
    assert page.count("still to answer") == 3
    say(with_code(people[0]), "no")
    say(with_code(people[1]), "yes")
    say(with_code(people[1], Party.GUARDIAN), "yes", f"{ANSWER}?as=authority")
    page = signed_in(booking.worker).get(who(booking)).text
    assert page.count("still to answer") == 1 and "the young person, the local authority" in page
    assert "no photographs of" not in page
    in_days(booking.meetup, 0.001)
    today = signed_in(booking.worker).get(who(booking)).text
    listed = today[today.index("no photographs of") : today.index("One first name")]
    assert ("Robin" in listed, "Wren" in listed, "Lark" in listed) == (True, False, True)


def test_slips_have_codes_and_each_look_is_on_record(person: YoungPerson) -> None:
    booking = person.booking
    address = reverse("bookings:slips", args=[booking.meetup_id])
    page = signed_in(booking.worker).get(address)
    assert code_of(person) in page.text and code_of(person, Party.GUARDIAN) in page.text
    assert page["Cache-Control"] == "private, no-store"
    assert AuditEntry.objects.filter(act="photo_slips.opened").count() == 1
    assert signed_in(between.worker()).get(address).status_code == 404
    in_days(booking.meetup, 40)
    assert signed_in(booking.worker).get(address).status_code == 404


def test_codes_are_in_no_address_letter_or_record(person: YoungPerson, caplog: Any) -> None:
    secrets = [code_of(person), code_of(person, Party.GUARDIAN)]
    client = with_code(person)
    say(client, "yes")
    written = [caplog.text, *(str(m.context) for m in Message.objects.all())]
    written += [f"{entry.act} {entry.facts} {entry.subject}" for entry in AuditEntry.objects.all()]
    assert not any(code in text for code in secrets for text in written)
    assert not any(code in client.get(ANSWER).text for code in secrets)


def test_a_phone_is_handed_over_and_closed_again(person: YoungPerson) -> None:
    client = signed_in(person.booking.worker)
    address = reverse("bookings:hand-over", args=[person.booking.meetup_id, person.number])
    assert client.get(address).status_code == 405
    assert "Hello, Robin" in client.post(address, follow=True).text
    client.post(reverse("bookings:photos-close"))
    assert client.get(ANSWER).status_code == 302
    other = signed_in(between.worker())
    assert other.post(address).status_code == 404


def test_a_phone_handed_over_opens_nothing_of_the_workers() -> None:
    """S22, S25: back, or a known address, leads to signing in; the young person still answers."""
    booking = booked(2)
    robin, wren = named(booking, "Robin", "Quillon")
    client = signed_in(booking.worker)
    assert "We sign you out" in client.get(who(booking)).text
    address = reverse("bookings:hand-over", args=[booking.meetup_id, robin.number])
    handed = client.post(address)
    assert handed["Location"] == ANSWER and handed.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 0
    slips = reverse("bookings:slips", args=[booking.meetup_id])
    for closed in (who(booking), slips, reverse("bookings:booking", args=[booking.meetup_id])):
        answer = client.get(closed)
        assert answer.status_code == 302 and "/sign-in/" in answer["Location"]
    other = reverse("bookings:hand-over", args=[booking.meetup_id, wren.number])
    assert client.post(other).status_code == 302
    page = client.get(ANSWER).text
    assert "Hello, Robin" in page and "Quillon" not in page
    assert "Somebody said no" in say(client, "no").text
    assert asking.stands([robin])[0].refused
    assert "Quillon" in signed_in(booking.worker).get(who(booking)).text


def test_whoever_left_is_asked_nothing_more(person: YoungPerson) -> None:
    client, code = with_code(person), code_of(person)
    named(person.booking, "Wren")
    assert client.get(ANSWER).status_code == 302
    wrong = Client().post(CODE, {"code": code})
    assert wrong.status_code == 422 and "find this code" in wrong.text
    assert f'value="{code}"' in wrong.text


def test_codes_cannot_be_tried_without_end(person: YoungPerson) -> None:
    """S38: a group of thirty may mistype; a machine may not try a list."""
    client = Client()
    answers = [client.post(CODE, {"code": "222-PLUM-RIVER"}).status_code for _each in range(91)]
    assert (answers[0], answers[89], answers[90]) == (422, 422, 429)


def test_a_no_long_after_the_day_takes_a_picture_down(
    person: YoungPerson, django_capture_on_commit_callbacks: Any
) -> None:
    """S8, S19: names are long gone, the code still says no."""
    code, meetup = code_of(person), person.booking.meetup
    say(with_code(person), "yes")
    say(with_code(person, Party.GUARDIAN), "yes", f"{ANSWER}?as=authority")
    meetup = in_days(meetup, -NAMES_KEPT.days - 2)
    with django_capture_on_commit_callbacks(execute=True):
        picture = between.approved(between.a_picture(meetup, recognisable=1, people=[person]), people=1)
    sweeper.sweep()
    person.refresh_from_db()
    assert person.name == "" and Picture.objects.shown().get() == picture
    client = Client()
    client.post(CODE, {"code": code})
    with django_capture_on_commit_callbacks(execute=True):
        say(client, "no")
    assert not Picture.objects.shown().exists()


def test_who_was_never_allowed_cannot_be_named_when_names_are_gone(person: YoungPerson) -> None:
    """S7: the authority's yes is needed for as long as a picture can be added."""
    say(with_code(person), "yes")
    meetup = in_days(person.booking.meetup, -NAMES_KEPT.days - 2)
    sweeper.sweep()
    assert after.nameable(meetup) == []


def test_codes_end_when_no_picture_can_show_anybody(person: YoungPerson) -> None:
    in_days(person.booking.meetup, -PHOTOS_KEPT.days - 1)
    assert sweeper.end_asking_over() == 1 == 1 + sweeper.end_asking_over()
    assert not Key.objects.exists() and codes.find("222-PLUM-RIVER") is None
    record = Person.objects.get(subject_id=str(person.pk))
    assert (record.care, record.needs_guardian) == ("unsaid", False)
    assert asking.stands([person])[0].outcome == Outcome.WAITING
