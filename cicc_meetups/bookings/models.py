"""A council's places at a meetup, and one row for each young person who comes. Names are sealed, and go."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cicc_meetups.bookings.enums import STANDS, Gone, Travel
from cicc_meetups.models import Council, Meetup, Worker
from consent.enums import Party
from people.ages import AgeBand
from people.sealed import EncryptedTextField
from places.enums import LIVE, State
from places.models import Booking as Places

# What has a place for good: confirmed, and what became of it on the day.
FIRM = (State.CONFIRMED, State.ATTENDED, State.ABSENT)
MOST_ADULTS = 4
MOST_YOUNG_PEOPLE = 20  # of one council at one meetup
NAMES_FROM = timedelta(days=28)  # before the day: who comes is not asked by name any earlier
NAMES_KEPT = timedelta(days=14)  # after the day
PHOTOS_KEPT = timedelta(days=3 * 365)  # after the day: so long can a no still take a picture down


class CouncilBookingQuerySet(models.QuerySet["Booking"]):
    def live(self) -> CouncilBookingQuerySet:
        """Held, confirmed or waiting."""
        return self.filter(places__state__in=LIVE)

    def firm(self) -> CouncilBookingQuerySet:
        """Confirmed, or what became of it on the day: those who may know the venue (S12)."""
        return self.filter(places__state__in=FIRM)


class Booking(models.Model):
    """One council's asking for places at one meetup: the holder of a `places.models.Booking`.

    Places are for young people; the adults beside them are counted, and take none.
    """

    meetup = models.ForeignKey(Meetup, on_delete=models.PROTECT, related_name="bookings")
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="bookings")
    worker = models.ForeignKey(
        Worker, null=True, blank=True, on_delete=models.SET_NULL, related_name="bookings"
    )
    places = models.OneToOneField(
        Places, null=True, blank=True, on_delete=models.PROTECT, related_name="council_booking"
    )
    key = models.CharField(max_length=64, help_text="Names the act of asking; a second one books nothing.")
    adults = models.PositiveSmallIntegerField(default=1)
    travel = models.CharField(max_length=8, choices=Travel.choices, default=Travel.UNSURE)
    travel_money = models.BooleanField(default=False, help_text="They would like money for travel.")
    needs = EncryptedTextField(blank=True, help_text="What they need, all together; no names.")
    asked_at = models.DateTimeField(auto_now_add=True)
    coming_at = models.DateTimeField(null=True, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True, help_text="Names and needs are erased.")

    objects = CouncilBookingQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        default_permissions = ("view", "change")
        verbose_name = _("booking")
        verbose_name_plural = _("bookings")
        constraints = [
            models.UniqueConstraint(fields=["meetup", "key"], name="council_booking_asked_for_once"),
            models.CheckConstraint(
                name="council_booking_with_an_adult", condition=Q(adults__gte=1, adults__lte=MOST_ADULTS)
            ),
        ]

    def __str__(self) -> str:
        return f"booking {self.pk}"

    @property
    def live(self) -> bool:
        """Whether it is held, confirmed or waiting."""
        return self.places is not None and self.places.state in LIVE

    @property
    def stands(self) -> str:
        """How its places stand, in words for its worker; nothing when it never had any."""
        return str(STANDS[State(self.places.state)]) if self.places is not None else ""

    @property
    def firm(self) -> bool:
        """Whether its places are confirmed, or were."""
        return self.places is not None and self.places.state in FIRM


class YoungPersonQuerySet(models.QuerySet["YoungPerson"]):
    def here(self) -> YoungPersonQuerySet:
        """Those whose place was not given back."""
        return self.filter(gone_at__isnull=True).order_by("number")


class YoungPerson(models.Model):
    """One young person's place in a booking: a number and an age band; later a first name and needs.

    Each has a consent.Person (number 1) and answers of its own about photos. Whoever comes instead of
    somebody is a new row, so that nobody's answer speaks for another.
    """

    booking = models.ForeignKey(Booking, on_delete=models.CASCADE, related_name="young_people")
    number = models.PositiveSmallIntegerField()
    age_band = models.CharField(max_length=8, choices=AgeBand.choices)
    name = EncryptedTextField(blank=True, help_text="A first name, and nothing else.")
    needs = EncryptedTextField(blank=True)
    came = models.BooleanField(null=True, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    gone_at = models.DateTimeField(null=True, blank=True)
    gone_for = models.CharField(max_length=12, choices=Gone.choices, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True, help_text="Name and needs are erased.")

    objects = YoungPersonQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["booking", "number"], name="young_person_numbered_once"),
            models.CheckConstraint(
                name="young_person_gone_at_and_for",
                condition=Q(gone_at__isnull=True, gone_for="") | (Q(gone_at__isnull=False) & ~Q(gone_for="")),
            ),
        ]

    def __str__(self) -> str:
        return f"young person {self.pk}"


class Key(models.Model):
    """Whose code it is that opens the question about photos: a young person's, or their grown-ups'.

    The code follows from `nonce` and SECRET_KEY, so that a worker can print it again; people.ReceiptCode
    holds its hash.
    """

    person = models.ForeignKey(YoungPerson, on_delete=models.CASCADE, related_name="keys")
    party = models.CharField(
        max_length=10, choices=[(Party.CHILD, "young person"), (Party.GUARDIAN, "grown-ups")]
    )
    nonce = models.CharField(max_length=32)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["person", "party"], name="photo_key_one_for_each"),
        ]

    def __str__(self) -> str:
        return f"key {self.pk}"
