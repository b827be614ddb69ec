"""A worker's private calendar: who reads it, until when, and what is in it (S12)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from ical.calendar_stream import IcsCalendarStream

from calendars import queries as feeds
from calendars.models import Feed
from cicc_meetups import actions as workers
from cicc_meetups.bookings import actions, calendar, planning, sweeper
from cicc_meetups.bookings.models import Booking, YoungPerson
from cicc_meetups.models import Meetup, Worker
from safeguarding.models import AuditEntry
from tests.factories import between_meetups as between
from tests.factories.programmes import Meetups

pytestmark = pytest.mark.django_db
HERE = "/meetups/mine/calendar/"
VENUE, WAY = "Quillfeather Hall, 7 Larkspur Lane", "Ring at the green door."


def signed_in(worker: Worker) -> Client:
    client = Client()
    client.force_login(worker.user)
    return client


def booked(by: Worker, size: int = 2) -> Booking:
    """Firm places at a meetup with a venue, of young people whose names are known."""
    programme = Meetups()
    meetup = programme.thing(4)
    meetup.venue, meetup.venue_way = VENUE, WAY
    meetup.save()
    found = Booking.objects.get(places=programme.ask(meetup, size, by=by))
    YoungPerson.objects.update(name="Zebedee", needs="Feather tea")
    return found


def opened(worker: Worker) -> str:
    """Make the address, and return it."""
    signed_in(worker).post(HERE, {"act": "open"})
    feed = feeds.feed_of(worker)
    assert feed is not None
    return f"/calendars/{feeds.token_of(feed)}.ics"


def unfolded(address: str) -> str:
    """The file as one reads it: RFC 5545 folds long lines, and a folded word would not be found."""
    return Client().get(address).text.replace("\r\n ", "")


def read(address: str) -> list[Any]:
    answer = Client().get(address)
    assert answer.status_code == 200
    return IcsCalendarStream.calendar_from_ics(answer.text).events


def test_firm_places_with_the_venue_and_nobodys_name() -> None:
    worker = between.worker()
    booking = booked(worker)
    address = opened(worker)
    assert address in signed_in(worker).get(HERE).text
    answer = Client().get(address)
    assert answer["Cache-Control"] == "private, no-store" and answer["X-Robots-Tag"] == "noindex"
    assert not answer.cookies and "Zebedee" not in unfolded(address)
    assert "Feather tea" not in unfolded(address)
    assert "Your council's meetups" in answer.text
    (event,) = read(address)
    assert str(event.uid).startswith(f"council-booking-{booking.pk}@")
    assert event.location == VENUE and WAY in event.description and event.sequence == 0


def test_another_day_and_places_given_back_are_told_by_sequence() -> None:
    """RFC 5545 3.8.7.4; and whoever does not come any more reads no venue."""
    worker = between.worker()
    booking = booked(worker)
    address = opened(worker)
    read(address)
    meetup = Meetup.objects.get()
    meetup.starts_at += timedelta(days=7)
    meetup.ends_at += timedelta(days=7)
    planning.keep(meetup=meetup, capacity=4, by="user:1")
    (moved,) = read(address)
    assert moved.sequence == 1
    assert abs(moved.start_datetime - meetup.starts_at) < timedelta(seconds=1)
    actions.cancel(booking=booking, by="user:1")
    (gone,) = read(address)
    assert gone.sequence == 2 and str(gone.status).endswith("CANCELLED")
    assert VENUE.partition(",")[0] not in unfolded(address) and WAY not in unfolded(address)


def test_a_meetup_called_off_is_told() -> None:
    worker = between.worker()
    booked(worker)
    address = opened(worker)
    read(address)
    planning.call_off(meetup=Meetup.objects.get(), reason="weather", by="user:1")
    (event,) = read(address)
    assert str(event.status).endswith("CANCELLED") and event.sequence == 1
    assert VENUE.partition(",")[0] not in unfolded(address)


def test_what_only_ever_waited_and_what_others_have_is_not_in_it() -> None:
    first, second = between.worker(), between.worker()
    booking = booked(first, size=4)
    waiting = Meetups().ask(booking.meetup, 2, by=second)
    address = opened(second)
    assert read(address) == []
    Meetups().cancel(waiting)
    assert read(address) == []


def test_made_anew_and_stopped() -> None:
    worker = between.worker()
    client = signed_in(worker)
    old = opened(worker)
    client.post(HERE, {"act": "renew"})
    assert Client().get(old).status_code == 404
    feed = feeds.feed_of(worker)
    assert feed is not None
    token = feeds.token_of(feed)
    assert token and token not in str(Feed.objects.values_list())  # a stolen copy opens nothing
    new = f"/calendars/{token}.ics"
    assert Client().get(new).status_code == 200
    client.post(HERE, {"act": "stop"})
    assert Client().get(new).status_code == 404
    assert AuditEntry.objects.filter(act="feed.stopped").count() == 2


def test_a_worker_who_leaves_stops_only_their_own() -> None:
    """S8, S12: colleagues of the same council go on reading."""
    leaves = between.worker()
    stays = between.worker(council=leaves.council)
    booked(leaves)
    own, other = opened(leaves), opened(stays)
    signed_in(leaves).post("/meetups/mine/leave/")
    assert Client().get(own).status_code == 404
    assert [event.location for event in read(other)] == [VENUE]
    assert Feed.objects.count() == 1


def test_it_ends_with_the_check_at_once_and_for_good() -> None:
    """Checked again, the old address stays dead: it may be another council's by then."""
    worker = between.worker()
    booked(worker)
    address = opened(worker)
    Worker.objects.update(checked_until=timezone.localdate() - timedelta(days=1))
    assert Client().get(address).status_code == 404
    assert sweeper.sweep()["council_calendars_stopped"] == 1
    assert sweeper.sweep()["council_calendars_stopped"] == 0
    Worker.objects.update(checked_until=timezone.localdate() + timedelta(days=9))
    assert Client().get(address).status_code == 404


def test_saying_another_council_is_theirs_ends_it() -> None:
    worker = between.worker()
    booked(worker)
    address = opened(worker)
    facts = {"name": worker.name, "role": worker.role, "phone": worker.phone}
    workers.register(
        user=worker.user,
        authority=worker.council.authority_id,
        council=None,
        council_name="Another Boat",
        facts=facts,
        language="en",
    )
    assert Client().get(address).status_code == 404
    assert calendar.stop_unchecked() == 1


def test_who_sees_the_page() -> None:
    """A stranger signs in first; who is not checked has no calendar."""
    answer = signed_in(between.worker()).get(HERE)
    assert answer.status_code == 200 and answer["Cache-Control"] == "private, no-store"
    assert Client().get(HERE).status_code == 302
    unchecked = signed_in(between.worker(checked=False))
    assert unchecked.post(HERE, {"act": "open"}).status_code == 403
    assert not Feed.objects.exists()


@pytest.mark.parametrize("many", [1, 3])
def test_a_feed_asks_the_same_however_much_is_in_it(django_assert_num_queries: Any, many: int) -> None:
    """The feed, its worker, their council, the bookings; the site and its name; what was told, in one go."""
    worker = between.worker()
    for _ in range(many):
        booked(worker)
    address = opened(worker)
    assert len(read(address)) == many
    with django_assert_num_queries(7):
        Client().get(address)
