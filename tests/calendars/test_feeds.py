"""Private feeds: who reads them, until when, and what a calendar makes of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from ical.calendar import Calendar
from ical.calendar_stream import IcsCalendarStream

from calendars import actions, queries
from calendars.models import Feed, Version
from people import keyed
from safeguarding.models import AuditEntry
from tests.factories import calendars as make
from tests.factories.geography import LocalAuthorityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty() -> Iterator[None]:
    yield
    make.EVENTS.clear()


def feed_with(*events: Any) -> tuple[Feed, str]:
    """A council's feed with `events`, and its address."""
    council = LocalAuthorityFactory()
    make.EVENTS[council.pk] = list(events)
    feed = actions.open_feed(holder=council, by="user:1")
    return feed, f"/calendars/{queries.token_of(feed)}.ics"


def read(client: Client, address: str) -> Calendar:
    """What another parser than wrote it understands."""
    response = client.get(address)
    assert response.status_code == 200
    return IcsCalendarStream.calendar_from_ics(response.content.decode())


def test_what_a_calendar_reads(client: Client) -> None:
    _feed, address = feed_with(make.event())
    response = client.get(address)
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Cache-Control"] == "private, no-store" and response["X-Robots-Tag"] == "noindex"
    assert not response.cookies
    (event,) = read(client, address).events
    assert event.summary == "Takeover: Choose the next show"
    assert event.location == "1 Quay Street, Bristol"
    assert str(event.uid) == "booking-7@heard.example" and event.sequence == 0
    assert event.start_datetime == datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    assert event.computed_duration == timedelta(hours=5)
    assert str(event.status).endswith("CONFIRMED")


def test_the_last_event_ends_on_a_leap_day(client: Client) -> None:
    """The time zone is told until two years later, when there is no 29 February."""
    starts = datetime(2028, 2, 29, 10, tzinfo=UTC)
    _feed, address = feed_with(make.event(starts_at=starts, ends_at=starts + timedelta(hours=5)))
    (event,) = read(client, address).events
    assert event.start_datetime == starts


def test_the_hour_stays_when_the_clocks_change(client: Client) -> None:
    """24 to 26 October 2026: half past nine by England's clocks, summer time on the first day only."""
    starts_at = datetime(2026, 10, 24, 9, 30, tzinfo=make.LONDON)
    _feed, address = feed_with(make.event(starts_at=starts_at, days=3))
    days = list(read(client, address).timeline)
    assert [day.start_datetime.astimezone(UTC) for day in days] == [
        datetime(2026, 10, 24, 8, 30, tzinfo=UTC),
        datetime(2026, 10, 25, 9, 30, tzinfo=UTC),
        datetime(2026, 10, 26, 9, 30, tzinfo=UTC),
    ]
    text = client.get(address).content.decode()
    assert "BEGIN:VTIMEZONE" in text and "TZID:Europe/London" in text
    assert "TZOFFSETTO:+0100" in text and "TZOFFSETTO:+0000" in text
    assert text.index("BEGIN:VTIMEZONE") < text.index("BEGIN:VEVENT")


def test_a_change_counts_up_and_a_calling_off_is_told(client: Client) -> None:
    """RFC 5545 3.8.7.4: the same UID with a higher SEQUENCE replaces what a calendar has."""
    feed, address = feed_with(make.event())
    first = client.get(address).content
    assert client.get(address).content == first
    moved = make.event(starts_at=datetime(2026, 11, 21, 9, 30, tzinfo=make.LONDON))
    make.EVENTS[feed.holder_id] = [moved]
    (event,) = read(client, address).events
    assert event.sequence == 1
    make.EVENTS[feed.holder_id] = [
        make.event(starts_at=moved.starts_at, called_off=True),
    ]
    (event,) = read(client, address).events
    assert event.sequence == 2 and str(event.status).endswith("CANCELLED")
    assert str(event.uid) == "booking-7@heard.example"


def test_another_language_is_no_change(client: Client) -> None:
    """Two colleagues, one in Polish: their calendars do not push each other's versions up."""
    feed, address = feed_with(make.event())
    client.get(address)
    make.EVENTS[feed.holder_id] = [make.event(title="Przejęcie: Wybierz wystawę", words="Weź kanapkę.")]
    (event,) = read(client, f"/pl{address}").events
    assert event.summary.startswith("Przejęcie") and event.sequence == 0


def test_nothing_new_is_not_sent_again(client: Client) -> None:
    _feed, address = feed_with(make.event())
    etag = client.get(address)["ETag"]
    again = client.get(address, headers={"If-None-Match": etag})
    assert again.status_code == 304 and again.content == b""
    assert again["Cache-Control"] == "private, no-store"


def test_long_lines_are_folded_between_letters(client: Client) -> None:
    """RFC 5545 3.1: at most 75 octets a line, and no Arabic letter is cut in two."""
    words = "أحضر غداءك ومعطفا وحذاء للمشي، " * 12
    _feed, address = feed_with(make.event(words=words, title="ż" * 90))
    content = client.get(address).content
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    for line in content.split(b"\r\n"):
        line.decode()
    (event,) = read(client, address).events
    assert event.description == words and event.summary == "ż" * 90


def test_words_cannot_break_out_of_their_line(client: Client) -> None:
    """A title with a line break is a title, and no event of its own."""
    _feed, address = feed_with(
        make.event(title="A\r\nEND:VEVENT\r\nBEGIN:VEVENT;x,y", place="Hall; left, up")
    )
    (event,) = read(client, address).events
    assert event.location == "Hall; left, up"
    assert "END:VEVENT" in event.summary


def test_a_stopped_feed_opens_nothing_and_a_new_one_does(client: Client) -> None:
    """S12: revocable; at once, also for a calendar that asks whether it has the newest."""
    feed, address = feed_with(make.event())
    etag = client.get(address)["ETag"]
    renewed = actions.renew(holder=feed.holder, by="user:1")
    assert client.get(address).status_code == 404
    assert client.get(address, headers={"If-None-Match": etag}).status_code == 404
    assert client.get(f"/calendars/{queries.token_of(renewed)}.ics").status_code == 200
    assert not actions.stop(feed=feed, by="user:1")
    assert AuditEntry.objects.filter(act="feed.stopped").count() == 1


@pytest.mark.parametrize("token", ["x", "a" * 43, "a" * 101, "."])
def test_what_is_no_token_is_not_found(client: Client, token: str) -> None:
    feed_with(make.event())
    assert client.get(f"/calendars/{token}.ics").status_code == 404


def test_the_address_is_nowhere_in_the_database_and_survives_a_new_key(settings: Any, client: Client) -> None:
    """A stolen copy opens nothing; with the old key as a fallback the address goes on working."""
    feed, address = feed_with(make.event())
    token = queries.token_of(feed)
    assert token and token not in str(Feed.objects.values_list()[0])
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-key-for-this-test"
    assert client.get(address).status_code == 200
    assert queries.token_of(Feed.objects.get()) == token
    settings.SECRET_KEY_FALLBACKS = []
    assert client.get(address).status_code == 404
    assert queries.token_of(Feed.objects.get()) is None
    assert keyed.digest(queries.HOLDS, token) != feed.token_hash


def test_opening_twice_is_one_feed() -> None:
    """F8."""
    feed, _address = feed_with()
    assert actions.open_feed(holder=feed.holder, by="user:1") == feed
    assert Feed.objects.count() == 1


@pytest.mark.parametrize("many", [1, 3])
def test_a_feed_asks_the_same_however_much_is_in_it(
    client: Client, django_assert_num_queries, many: int
) -> None:
    """The feed, its holder, the site and its name, what was told, and the savepoint round it."""
    _feed, address = feed_with(*[make.event(uid=f"booking-{n}@heard.example") for n in range(many)])
    client.get(address)
    with django_assert_num_queries(5):
        client.get(address)


def test_an_empty_calendar_is_a_calendar(client: Client) -> None:
    _feed, address = feed_with()
    assert read(client, address).events == []


def test_what_is_over_is_forgotten(client: Client) -> None:
    """S1: stopped feeds after a month, versions half a year after the event."""
    feed, address = feed_with(make.event())
    client.get(address)
    actions.stop(feed=feed, by="user:1")
    assert actions.forget_over() == 0
    Feed.objects.update(stopped_at=timezone.now() - actions.STOPPED_KEPT - timedelta(hours=1))
    Version.objects.update(ends_at=timezone.now() - actions.VERSIONS_KEPT - timedelta(hours=1))
    assert actions.forget_over() == 2
    assert not Feed.objects.exists() and not Version.objects.exists()
