"""First names of who comes: from four weeks before the day, one each, and gone with the place."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cicc_meetups.bookings import actions, asking, young_people
from cicc_meetups.bookings.models import Booking, Key, YoungPerson
from cicc_meetups.models import Meetup, Worker
from consent.enums import Party
from consent.rules import Outcome
from people import codes
from people.ages import AgeBand
from people.models import ReceiptCode
from safeguarding.models import AuditEntry, Concern
from tests.factories import between_meetups as between
from tests.factories.programmes import Meetups

pytestmark = pytest.mark.django_db
NAME = "Quillon"


def in_days(meetup: Meetup, days: float) -> Meetup:
    """Let the meetup begin in so many days; its places move with it."""
    begins = timezone.now() + timedelta(days=days)
    Meetup.objects.filter(pk=meetup.pk).update(starts_at=begins, ends_at=begins + timedelta(hours=5))
    allotment = Meetups().places(meetup)
    type(allotment).objects.filter(pk=allotment.pk).update(
        starts_at=begins, ends_at=begins + timedelta(hours=5)
    )
    return Meetup.objects.get(pk=meetup.pk)


def booked(size: int = 2, *, days: float = 10, worker: Worker | None = None) -> Booking:
    """A council's sure places at a meetup in so many days."""
    programme = Meetups()
    meetup = programme.thing(20)
    programme.ask(meetup, size, by=worker or between.worker())
    in_days(meetup, days)
    return Booking.objects.select_related("meetup", "worker__user").get(meetup=meetup)


def signed_in(worker: Worker | None) -> Client:
    assert worker is not None
    client = Client()
    client.force_login(worker.user)
    return client


def who(booking: Booking) -> str:
    return reverse("bookings:who", args=[booking.meetup_id])


def said(booking: Booking, *names: str, needs: str = "") -> dict[str, str]:
    """What a worker posts: these names, in order."""
    people = booking.young_people.here()
    given = {f"name_{person.pk}": name for person, name in zip(people, names, strict=True)}
    return given | {f"needs_{person.pk}": needs for person in people}


def named(booking: Booking, *names: str) -> list[YoungPerson]:
    """Have these names written down; return who comes."""
    people = list(booking.young_people.here())
    words = {p.pk: young_people.Said(name, "") for p, name in zip(people, names, strict=True)}
    young_people.describe(booking=booking, said=words, by="user:1")
    return list(booking.young_people.here())


def test_names_are_kept_and_shown_to_their_own_council_only() -> None:
    booking = booked()
    client = signed_in(booking.worker)
    assert client.post(who(booking), said(booking, NAME, "Anaïs", needs="A quiet room")).status_code == 302
    kept = [(p.name, p.needs) for p in booking.young_people.here()]
    assert kept == [(NAME, "A quiet room"), ("Anaïs", "A quiet room")]
    page = client.get(who(booking))
    assert NAME in page.text and page["Cache-Control"] == "private, no-store"
    assert AuditEntry.objects.filter(act="booking.named").count() == 1
    colleague = between.worker(council=booking.council)
    assert NAME in signed_in(colleague).get(who(booking)).text
    for other in (between.worker(), between.worker(checked=False)):
        assert NAME not in signed_in(other).get(who(booking), follow=True).text
    assert Client().get(who(booking)).status_code == 302


def test_names_are_sealed_at_rest() -> None:
    booking = booked(1)
    named(booking, NAME)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT name FROM {YoungPerson._meta.db_table}")
        assert NAME not in str(cursor.fetchall())


@pytest.mark.parametrize("days, shown", [(29, False), (28, True), (0.001, True), (-2, False)])
def test_names_are_asked_for_four_weeks_before_and_until_the_day_ends(days: float, shown: bool) -> None:
    booking = booked(days=days)
    client = signed_in(booking.worker)
    page = client.get(who(booking)).text
    assert (f"name_{booking.young_people.first().pk}" in page) is shown
    client.post(who(booking), said(booking, NAME, "Ada"))
    assert YoungPerson.objects.exclude(forgotten_at=None).exists() is False
    assert any(person.name for person in booking.young_people.here()) is shown
    if days > 28:
        assert "Names we do not need yet, we do not keep" in page


@pytest.mark.parametrize(
    "name, words",
    [
        ("Ada Lovelace", "Type one name only"),
        ("Ada1", "letters only"),
        ("ada@post.example", "letters only"),
        ("A" * 31, "Type just the first name"),
    ],
)
def test_more_than_a_first_name_is_refused_and_nothing_typed_is_lost(name: str, words: str) -> None:
    """S20: the very rule that children meet in takeovers."""
    booking = booked()
    answer = signed_in(booking.worker).post(who(booking), said(booking, "Robin", name, needs="Ramp"))
    assert answer.status_code == 422
    assert words in answer.text and 'value="Robin"' in answer.text and f'value="{name}"' in answer.text
    assert "Ramp" in answer.text
    assert not any(person.name for person in booking.young_people.here())


def test_a_phone_number_is_no_need() -> None:
    booking = booked(1)
    answer = signed_in(booking.worker).post(who(booking), said(booking, "Robin", needs="Ring 01632 960 001"))
    assert answer.status_code == 422 and "leave out phone numbers" in answer.text


def test_words_of_harm_are_heard(django_capture_on_commit_callbacks: Any) -> None:
    """S21: in whichever field, valid or not."""
    booking = booked(1)
    with django_capture_on_commit_callbacks(execute=True):
        signed_in(booking.worker).post(
            who(booking), said(booking, "Two Names", needs="i want to kill myself")
        )
    assert Concern.objects.exists()


def test_another_name_is_somebody_else() -> None:
    """S19: nobody's yes speaks for whoever comes instead; the old code opens nothing."""
    booking = booked(1)
    (first,) = named(booking, "Robin")
    between.photo_word(first, yes=True)
    between.photo_word(first, yes=True, party=Party.AUTHORITY)
    assert asking.stands([first])[0].photos
    key = first.keys.get(party=Party.CHILD)
    old = codes.again(key, key.nonce) or ""
    (second,) = named(booking, "Wren")
    assert (second.pk == first.pk, second.age_band, second.number) == (False, first.age_band, 2)
    assert asking.stands([second])[0].outcome == Outcome.WAITING
    assert codes.find(old) is None
    first.refresh_from_db()
    assert (first.name, first.gone_for) == ("", "other")
    assert booking.places is not None and booking.places.size == 1


def test_the_same_name_again_changes_nobody() -> None:
    booking = booked(1)
    (first,) = named(booking, "Robin")
    young_people.describe(booking=booking, said={first.pk: young_people.Said("Robin", "Ramp")}, by="user:1")
    (again,) = booking.young_people.here()
    assert (again.pk, again.needs) == (first.pk, "Ramp")
    assert named(booking, "Robin")[0].needs == ""


def test_a_place_given_back_takes_name_and_codes_along_at_once() -> None:
    booking = booked(2)
    stays, goes = named(booking, "Robin", "Wren")
    actions.give_back(booking=booking, ages={AgeBand.UNDER_16: 1}, by="user:1")
    goes.refresh_from_db()
    assert (goes.name, goes.needs, goes.keys.count()) == ("", "", 0)
    assert stays.keys.count() == 2 and ReceiptCode.objects.count() == 2
    actions.cancel(booking=booking, by="user:1")
    assert not any(person.name for person in YoungPerson.objects.all()) and not Key.objects.exists()


def test_a_booking_says_in_the_last_week_which_names_are_missing() -> None:
    booking = booked(2, days=8)
    page = reverse("bookings:booking", args=[booking.meetup_id])
    client = signed_in(booking.worker)
    assert "missing" not in client.get(page).text
    in_days(booking.meetup, 6)
    assert "2 first names are missing" in client.get(page).text
    named(Booking.objects.get(pk=booking.pk), "Robin", "Wren")
    assert "missing" not in client.get(page).text


def test_our_phone_is_on_the_bookings_page_on_the_day() -> None:
    booking = booked(1, days=5)
    booking.meetup.day_phone = "01632 960 777"
    booking.meetup.save()
    page = reverse("bookings:booking", args=[booking.meetup_id])
    client = signed_in(booking.worker)
    assert "It is today" not in client.get(page).text
    in_days(booking.meetup, 0.001)
    told = client.get(page).text
    assert "It is today" in told and 'href="tel:01632960777"' in told
    assert "960 777" not in signed_in(between.worker()).get(page).text


@pytest.mark.parametrize("size", [1, 3])
def test_the_page_reads_as_much_for_three_as_for_one(size: int, django_assert_num_queries: Any) -> None:
    booking = booked(size)
    named(booking, *["Robin", "Wren", "Lark"][:size])
    client = signed_in(booking.worker)
    client.get(who(booking))
    with django_assert_num_queries(WHO_QUERIES):
        client.get(who(booking))
    with django_assert_num_queries(SLIPS_QUERIES + LOCK):
        client.get(reverse("bookings:slips", args=[booking.meetup_id]))


WHO_QUERIES = 9
LOCK = connection.vendor == "postgresql"  # of the trail's end
SLIPS_QUERIES = 11
