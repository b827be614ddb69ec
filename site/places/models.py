"""Limited places: how many there are, who has them, who waits, and what happened to each booking.

`taken` and `capacity` stand on one row, so that one conditional UPDATE decides (docs/adr/0110).
"""

from __future__ import annotations

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q

from places.enums import LIVE, Act, State


class AllotmentQuerySet(models.QuerySet["Allotment"]):
    def about(self, subject: models.Model) -> AllotmentQuerySet:
        """The places of `subject`."""
        kind = ContentType.objects.get_for_model(subject, for_concrete_model=False)
        return self.filter(subject_type=kind, subject_id=str(subject.pk))


class Allotment(models.Model):
    """All the places of one bookable thing (a challenge, a meetup).

    `taken` is the sum of the sizes of its bookings that have places, `waiting` how many bookings
    wait. Both are written only by conditional UPDATEs in places/moves.py.
    """

    subject_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    subject_id = models.CharField(max_length=64)
    subject = GenericForeignKey("subject_type", "subject_id")
    capacity = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0)
    waiting = models.PositiveIntegerField(default=0)
    last_turn = models.PositiveIntegerField(default=0, help_text="The newest number on the waiting list.")
    starts_at = models.DateTimeField(help_text="From then on nobody books and nobody moves up.")
    ends_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True, help_text="Nobody books and nobody moves up.")
    looked_at = models.DateTimeField(null=True, blank=True, help_text="When its waiting list was last read.")

    objects = AllotmentQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["subject_type", "subject_id"], name="allotment_one_per_subject"),
            models.CheckConstraint(condition=Q(taken__gte=0), name="allotment_taken_not_negative"),
            models.CheckConstraint(condition=Q(taken__lte=F("capacity")), name="allotment_not_oversold"),
            models.CheckConstraint(condition=Q(waiting__gte=0), name="allotment_waiting_not_negative"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="allotment_ends_after_start"
            ),
        ]
        indexes = [
            models.Index(fields=["looked_at"], name="allotment_waited_for", condition=Q(waiting__gt=0)),
        ]

    def __str__(self) -> str:
        return f"allotment {self.pk}: {self.taken} of {self.capacity}"

    @property
    def left(self) -> int:
        """How many places a newcomer could have at once: none while others wait."""
        return 0 if self.waiting else self.capacity - self.taken


class BookingQuerySet(models.QuerySet["Booking"]):
    def of(self, holder: models.Model) -> BookingQuerySet:
        """The bookings of `holder`."""
        kind = ContentType.objects.get_for_model(holder, for_concrete_model=False)
        return self.filter(holder_type=kind, holder_id=str(holder.pk))

    def live(self) -> BookingQuerySet:
        """Held, confirmed or waiting."""
        return self.filter(state__in=LIVE)

    def in_line(self) -> BookingQuerySet:
        """Those who wait, first come first."""
        return self.filter(state=State.WAITING).order_by("turn")


class Booking(models.Model):
    """`size` places for one holder, all or none.

    No name and no contact is here: the programme keeps those, on rows of its own that can be
    deleted. `turn` orders the waiting list, so that no clock has a say in it (F10).
    """

    allotment = models.ForeignKey(Allotment, on_delete=models.PROTECT, related_name="bookings")
    holder_type = models.ForeignKey(
        ContentType, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    holder_id = models.CharField(max_length=64, blank=True)
    holder = GenericForeignKey("holder_type", "holder_id")
    key = models.CharField(max_length=100, help_text="Names the act of asking; a second one books nothing.")
    size = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State.choices)
    turn = models.PositiveIntegerField(null=True, blank=True)
    times_passed = models.PositiveIntegerField(default=0)
    held_until = models.DateTimeField(null=True, blank=True)
    came = models.PositiveIntegerField(null=True, blank=True, help_text="How many of them came.")
    asked_at = models.DateTimeField(auto_now_add=True)

    objects = BookingQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["allotment", "key"], name="booking_asked_for_once"),
            models.UniqueConstraint(fields=["allotment", "turn"], name="booking_turn_of_one"),
            models.CheckConstraint(condition=Q(size__gte=1), name="booking_of_somebody"),
            models.CheckConstraint(
                condition=Q(state=State.HELD, held_until__isnull=False)
                | (~Q(state=State.HELD) & Q(held_until__isnull=True)),
                name="booking_held_until_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.WAITING) | Q(turn__isnull=False), name="booking_waits_its_turn"
            ),
            models.CheckConstraint(
                condition=Q(state=State.ATTENDED, came__isnull=False, came__gte=1, came__lte=F("size"))
                | Q(state=State.ABSENT, came__isnull=False, came=0)
                | (~Q(state__in=[State.ATTENDED, State.ABSENT]) & Q(came__isnull=True)),
                name="booking_came_or_not",
            ),
        ]
        indexes = [
            models.Index(fields=["held_until"], name="booking_held", condition=Q(state=State.HELD)),
            models.Index(fields=["holder_type", "holder_id"], name="booking_of_holder"),
            models.Index(fields=["allotment", "state"], name="booking_state"),
        ]

    def __str__(self) -> str:
        return f"booking {self.pk}: {self.size} {self.state}"


class Step(models.Model):
    """One thing that happened to a booking. The database refuses to change or delete it (migration 0002)."""

    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="steps")
    act = models.CharField(max_length=10, choices=Act.choices)
    before = models.CharField(max_length=10, choices=State.choices, blank=True)
    after = models.CharField(max_length=10, choices=State.choices)
    at = models.DateTimeField()
    by = models.CharField(max_length=60, help_text="'user:7', 'child', 'guardian', 'system'; never a name.")
    reason = models.CharField(max_length=40, blank=True, help_text="A code, such as 'no_answer'.")
    size = models.PositiveIntegerField(help_text="The booking's size from then on.")
    free = models.PositiveIntegerField(null=True, blank=True, help_text="Places free when it was passed.")
    gone_first = models.PositiveIntegerField(
        null=True, blank=True, help_text="The size of the group that went before it."
    )

    class Meta:
        ordering = ["id"]
        default_permissions = ()

    def __str__(self) -> str:
        return f"booking {self.booking_id} {self.act}"
