"""The programmes whose things have limited places, behind one face: a rule of places holds for each."""

from __future__ import annotations

import itertools
from abc import ABC, abstractmethod
from datetime import timedelta
from typing import Any

from django.utils import timezone

from cicc_meetups.bookings import actions as council_bookings
from cicc_meetups.bookings.enums import Travel
from cicc_meetups.bookings.errors import BookedAlready
from cicc_meetups.bookings.models import Booking as CouncilBooking
from cicc_meetups.models import Meetup
from people.ages import AgeBand
from places.models import Allotment, Booking
from places.queries import allotment_of
from takeover.challenges.models import Challenge
from takeover.sign_ups import actions as sign_ups
from takeover.sign_ups.enums import Ages, Asker
from takeover.sign_ups.errors import AskedAlready
from takeover.sign_ups.models import SignUp
from tests.factories import between_meetups as between
from tests.factories import sign_ups as groups
from tests.factories.challenges import ChallengeFactory
from tests.factories.places import begin

_keys = (f"{number:032x}" for number in itertools.count(1))


class Programme(ABC):
    """How one programme's thing is made, and how somebody new asks for its places and gives them back."""

    already: type[Exception]  # what a second asking raises

    @abstractmethod
    def thing(self, capacity: int) -> Any:
        """Return a thing that can be booked now."""

    @abstractmethod
    def somebody(self) -> Any:
        """Return somebody new who may book."""

    def colleague(self, somebody: Any) -> Any:
        """Return who else may book for the same group: themselves, in another window."""
        return somebody

    @abstractmethod
    def ask(self, thing: Any, size: int, *, by: Any = None, key: str = "") -> Booking:
        """Ask for places by the programme's own verb; return what places made of it."""

    @abstractmethod
    def cancel(self, booking: Booking) -> bool:
        """Give all back by the programme's own verb."""

    def places(self, thing: Any) -> Allotment:
        """Return its places as they are now."""
        found = allotment_of(thing)
        assert found is not None
        return found

    def begin(self, thing: Any) -> Any:
        """Let it have begun an hour ago."""
        begin(self.places(thing))
        return type(thing).objects.get(pk=thing.pk)


class Takeovers(Programme):
    """Groups ask for places at a takeover."""

    already = AskedAlready

    def thing(self, capacity: int) -> Challenge:
        return groups.open_now(
            ChallengeFactory(published=True, oldest=17, capacity=capacity, largest_group=capacity)
        )

    def somebody(self) -> Any:
        return groups.GroupFactory(checked=True)

    def ask(self, thing: Any, size: int, *, by: Any = None, key: str = "") -> Booking:
        made = sign_ups.ask(
            challenge=thing,
            asker=Asker.GROUP,
            group=by or self.somebody(),
            size=size,
            ages=Ages.YOUNGER,
            key=key or next(_keys),
            by="system",
            language="en",
        )
        assert made.booking is not None
        return made.booking

    def cancel(self, booking: Booking) -> bool:
        return sign_ups.cancel(sign_up=SignUp.objects.get(booking=booking), by="system")


class Meetups(Programme):
    """Councils' workers ask for places at a meetup."""

    already = BookedAlready

    def thing(self, capacity: int) -> Meetup:
        made = between.meetup(opens_at=timezone.now() - timedelta(days=1))
        council_bookings.open_places(meetup=made, capacity=capacity, by="system")
        return made

    def somebody(self) -> Any:
        return between.worker()

    def colleague(self, somebody: Any) -> Any:
        return between.worker(council=somebody.council)

    def ask(self, thing: Any, size: int, *, by: Any = None, key: str = "") -> Booking:
        made = council_bookings.ask(
            meetup=thing,
            worker=by or self.somebody(),
            ages={AgeBand.UNDER_16: size},
            adults=1,
            travel=Travel.TRAIN,
            travel_money=False,
            needs="",
            key=key or next(_keys),
            by="system",
        )
        assert made.places is not None
        return made.places

    def cancel(self, booking: Booking) -> bool:
        return council_bookings.cancel(booking=CouncilBooking.objects.get(places=booking), by="system")
