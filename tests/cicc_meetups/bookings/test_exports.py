"""What staff take away of bookings: councils in numbers, nobody named, on record who took it (S12, S22)."""

from __future__ import annotations

import csv
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cicc_meetups.bookings import actions, exports
from cicc_meetups.bookings.enums import Travel
from cicc_meetups.bookings.models import Booking, YoungPerson
from cicc_meetups.models import Council, Meetup
from people.ages import AgeBand
from safeguarding.models import AuditEntry
from tests.factories import between_meetups as between
from tests.factories.accounts import UserFactory
from tests.factories.programmes import Meetups

pytestmark = pytest.mark.django_db
PLANTED = ("Quillfeather Hall", "Zebedee", "Feather tea", "Robin Reed", "council.example", "01632 960")


@pytest.fixture
def editor() -> User:
    return UserFactory(editor=True, is_staff=True)


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def table(answer: Any) -> list[list[str]]:
    return list(csv.reader(b"".join(answer.streaming_content).decode().splitlines()))


def of_meetup(meetup: Meetup) -> str:
    return reverse("meetups_staff:export", args=[meetup.pk])


def of_year(meetup: Meetup) -> str:
    return reverse("meetups_staff:export-year", args=[timezone.localtime(meetup.starts_at).year])


def booked(meetup: Meetup, **ages: int) -> Booking:
    """A council with places for young people of these ages; names and needs are planted."""
    made = actions.ask(
        meetup=meetup,
        worker=between.worker(),
        ages={AgeBand[name.upper()]: number for name, number in ages.items()},
        adults=2,
        travel=Travel.TRAIN,
        travel_money=True,
        needs=PLANTED[2],
        key=f"{Booking.objects.count():032x}",
        by="system",
    )
    YoungPerson.objects.update(name=PLANTED[1], needs=PLANTED[2])
    return made


def meetup_of(capacity: int = 9) -> Meetup:
    made = Meetups().thing(capacity)
    made.venue = PLANTED[0]
    made.save()
    return made


def test_a_meetups_councils_in_numbers_and_nobody_by_name(desk: Client, editor: User) -> None:
    meetup = meetup_of()
    booking = booked(meetup, under_13=1, under_16=3)
    Council.objects.update(name="=Paper Boat Council")
    booked(meetup, under_16=6)
    actions.give_back(booking=booking, ages={AgeBand.UNDER_16: 1}, by="system")
    assert of_meetup(meetup) in desk.get(reverse("meetups_staff:inspect", args=[meetup.pk])).text
    taken, columns, *rows = table(desk.post(of_meetup(meetup)))
    entry = AuditEntry.objects.get(act="meetup.bookings_exported")
    assert taken[1] == f"user:{editor.pk}" and taken[5] == str(entry.pk) and entry.facts["rows"] == 2
    first, second = (dict(zip(columns, row, strict=True)) for row in rows)
    authority = booking.council.authority
    assert first["council"] == "'=Paper Boat Council"  # no spreadsheet runs it
    assert (first["authority"], first["region"]) == (authority.name, authority.region.name)
    assert (first["young people"], first[str(AgeBand.UNDER_13.label)]) == ("3", "1")
    assert (first[str(AgeBand.UNDER_16.label)], first[str(AgeBand.UNDER_10.label)]) == ("2", "0")
    assert (first["state"], second["state"]) != (second["state"], first["state"])  # one is firm, one held
    assert (first["adults"], first["travel"], first["money for travel"]) == ("2", "By train", "yes")
    said = str([taken, columns, rows])
    assert [word for word in PLANTED if word in said] == []


def test_a_year_in_numbers(desk: Client, editor: User) -> None:
    """Firm places only; another year's are not in it."""
    meetup = meetup_of(4)
    booked(meetup, under_13=1, under_16=3)
    booked(meetup, under_16=2)  # waits
    other = meetup_of()
    Meetup.objects.filter(pk=other.pk).update(
        starts_at=meetup.starts_at + timedelta(days=800), ends_at=meetup.ends_at + timedelta(days=800)
    )
    taken, columns, *rows = table(desk.post(of_year(meetup)))
    entry = AuditEntry.objects.get(act="meetup.year_exported")
    assert taken[1] == f"user:{editor.pk}" and entry.facts["rows"] == 1
    (row,) = (dict(zip(columns, each, strict=True)) for each in rows)
    assert row["day"] == timezone.localdate(meetup.starts_at).isoformat()
    names = ("places", "given away", "councils that wait", "councils that come", "young people", "adults")
    assert [row[name] for name in names] == ["4", "4", "1", "1", "4", "2"]
    assert row[str(AgeBand.UNDER_16.label)] == "3" and row["came"] == "0"
    assert [word for word in PLANTED if word in str([taken, columns, rows])] == []


@pytest.mark.parametrize("count", [1, 3])
def test_more_rows_are_no_more_queries(django_assert_num_queries: Any, count: int) -> None:
    """Bookings, and ages; of a year also meetups, and their places."""
    meetup = meetup_of(30)
    for _ in range(count):
        booked(meetup, under_16=2)
        booked(meetup_of(), under_13=1)
    now = timezone.now()
    exports.of_year(meetup.starts_at.year, now)
    with django_assert_num_queries(2):
        assert len(exports.of_meetup(meetup)) == count
    with django_assert_num_queries(4):
        assert len(exports.of_year(meetup.starts_at.year, now)) == count + 1


@pytest.mark.parametrize(
    ("group", "status"),
    [("moderator", 200), ("lead", 200), ("editor", 200), ("translator", 404), ("board", 404)],
)
def test_who_may(client: Client, group: str, status: int) -> None:
    """Whoever sees the planning desk; for everybody else there is no export, and nothing is on record."""
    meetup = meetup_of()
    booked(meetup, under_16=1)
    client.force_login(UserFactory(**{group: True}, is_staff=True))
    assert client.post(of_meetup(meetup)).status_code == client.post(of_year(meetup)).status_code == status
    assert client.get(of_meetup(meetup)).status_code == 405
    assert AuditEntry.objects.filter(act__endswith="_exported").exists() is (status == 200)


def test_a_stranger_is_sent_away(client: Client) -> None:
    answer = client.post(of_meetup(meetup_of()))
    assert answer.status_code == 403
    assert not AuditEntry.objects.filter(act__endswith="_exported").exists()
