"""Who asks for places at a challenge, and one ticket for each child. What names somebody is sealed."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from consent.enums import Party
from moderation.checked import Checked, CheckedQuerySet, LookBase
from people.ages import AgeBand
from people.sealed import EncryptedTextField
from places.enums import LIVE, State
from places.models import Booking
from takeover.challenges.models import Challenge
from takeover.sign_ups.enums import Ages, Asker, Gone, GroupKind

# What has a place for good: confirmed, and what became of it on the day.
FIRM = (State.CONFIRMED, State.ATTENDED, State.ABSENT)
SEEN_FOR = timedelta(days=7)  # after the day, hosts see nobody's name any more (S25)


class Group(Checked):
    """A school, a club or a council group, and the adult who leads it: a guest who signs in by a code.

    Looked at once by somebody of ours (`looks`); that counts until `checked_until`.
    """

    lead = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="led_group")
    kind = models.CharField(max_length=10, choices=GroupKind.choices)
    name = models.CharField(max_length=120)
    authority = models.ForeignKey("geography.LocalAuthority", on_delete=models.PROTECT, related_name="+")
    lead_name = EncryptedTextField()
    role = EncryptedTextField()
    phone = EncryptedTextField(help_text="Answered on the day.")
    adults = models.PositiveSmallIntegerField(help_text="How many adults come along.")
    language = models.CharField(max_length=10, default="en")
    registered_at = models.DateTimeField(auto_now_add=True)

    objects = CheckedQuerySet["Group"].as_manager()

    def __str__(self) -> str:
        return self.name


class Look(LookBase):
    """What somebody of ours saw of a group, or asked."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="looks")


class SignUp(models.Model):
    """One asking for places at one challenge: by a group, a young person of 16 or 17, or a guardian.

    The holder of a `places.Booking`. Only a group has an account behind it; the others are a
    people.Contact and a code. `coming_at`: whoever moved up from the waiting list said they still come.
    """

    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="sign_ups")
    asker = models.CharField(max_length=12, choices=Asker.choices)
    group = models.ForeignKey(Group, null=True, blank=True, on_delete=models.PROTECT, related_name="sign_ups")
    ages = models.CharField(max_length=10, choices=Ages.choices, default=Ages.YOUNGER)
    booking = models.OneToOneField(
        Booking, null=True, blank=True, on_delete=models.PROTECT, related_name="sign_up"
    )
    key = models.CharField(max_length=64, help_text="Names the act of asking; a second one books nothing.")
    language = models.CharField(max_length=10, default="en", blank=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    coming_at = models.DateTimeField(null=True, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True, help_text="Nobody is named by it any more.")

    class Meta:
        ordering = ["id"]
        default_permissions = ("view", "change")
        constraints = [
            models.UniqueConstraint(fields=["challenge", "key"], name="sign_up_asked_for_once"),
            models.CheckConstraint(
                name="sign_up_of_a_group_or_not",
                condition=Q(asker=Asker.GROUP, group__isnull=False)
                | Q(asker=Asker.GROUP, forgotten_at__isnull=False)
                | (~Q(asker=Asker.GROUP) & Q(group__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"sign-up {self.pk}"

    @property
    def live(self) -> bool:
        """Whether its booking is held, confirmed or waiting."""
        return self.booking is not None and self.booking.state in LIVE

    @property
    def firm(self) -> bool:
        """Whether its places are confirmed, or were."""
        return self.booking is not None and self.booking.state in FIRM


class TicketQuerySet(models.QuerySet["Ticket"]):
    def here(self) -> TicketQuerySet:
        """Those that nobody took back, gave back, or said no to."""
        return self.filter(gone_at__isnull=True).order_by("number")

    def firm(self) -> TicketQuerySet:
        """Those of children who have a place for good."""
        return self.here().filter(sign_up__booking__state__in=FIRM)


class Ticket(models.Model):
    """One child's place in a sign-up: a number, a first name, and what the child needs.

    Each has a consent.Person (number 1) and answers of its own (`consent`). It counts while it is
    `here` and its sign-up's booking is live.
    """

    sign_up = models.ForeignKey(SignUp, on_delete=models.CASCADE, related_name="tickets")
    number = models.PositiveSmallIntegerField()
    name = EncryptedTextField(blank=True, help_text="A first name, and nothing else.")
    needs = EncryptedTextField(blank=True)
    age_band = models.CharField(max_length=8, choices=AgeBand.choices, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    gone_at = models.DateTimeField(null=True, blank=True)
    gone_for = models.CharField(max_length=12, choices=Gone.choices, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True, help_text="Name, needs and codes are erased.")

    objects = TicketQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["sign_up", "number"], name="ticket_numbered_once"),
            models.CheckConstraint(
                name="ticket_gone_at_and_for",
                condition=Q(gone_at__isnull=True, gone_for="") | (Q(gone_at__isnull=False) & ~Q(gone_for="")),
            ),
        ]

    def __str__(self) -> str:
        return f"ticket {self.pk}"


class Key(models.Model):
    """Whom a code lets in, and to what: one ticket, or, for a guardian who asked, a whole sign-up.

    The code follows from `nonce` and SECRET_KEY, so that a lead can print it again; people.ReceiptCode
    holds its hash.
    """

    sign_up = models.ForeignKey(SignUp, on_delete=models.CASCADE, related_name="keys")
    ticket = models.ForeignKey(Ticket, null=True, blank=True, on_delete=models.CASCADE, related_name="keys")
    party = models.CharField(max_length=10, choices=[(Party.CHILD, "child"), (Party.GUARDIAN, "guardian")])
    nonce = models.CharField(max_length=32)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["sign_up", "ticket", "party"], name="key_one_for_each"),
            models.CheckConstraint(
                name="key_of_a_child_has_a_ticket",
                condition=Q(ticket__isnull=False) | ~Q(party=Party.CHILD),
            ),
        ]

    def __str__(self) -> str:
        return f"key {self.pk}"
