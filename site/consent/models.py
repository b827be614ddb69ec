"""Who allowed what, in which words and language, until when, and its ending. Answers are only added."""

from __future__ import annotations

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q

from consent.enums import ENTERED, Care, Channel, Party, Purpose
from people.sealed import EncryptedTextField


class Person(models.Model):
    """Somebody whose yes counts for one subject: a number, never a name (S19). 1 is who made it.

    Everybody has a `care` here, said or unsaid, and all look alike in the database: that the row is
    there tells nothing (S2).
    """

    subject_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    subject_id = models.CharField(max_length=64)
    subject = GenericForeignKey("subject_type", "subject_id", for_concrete_model=False)
    number = models.PositiveSmallIntegerField()
    needs_guardian = models.BooleanField()
    in_frame = models.BooleanField(default=True, help_text="Can be seen or heard in it.")
    care = EncryptedTextField(choices=Care.choices, default=Care.UNSAID)
    added_at = models.DateTimeField(auto_now_add=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "number"], name="person_numbered_once"
            ),
            models.CheckConstraint(
                name="maker_is_never_removed", condition=Q(removed_at__isnull=True) | Q(number__gt=1)
            ),
        ]

    def __str__(self) -> str:
        return f"person {self.number}"

    @property
    def own(self) -> Party:
        """The party as which this person speaks for themselves."""
        return Party.CHILD if self.number == 1 else Party.PERSON


class Signatory(models.Model):
    """A voice: the person themselves, or an adult who answers for them. What was said hangs on it.

    `party` is sealed, so that no row says that an authority had to be asked (S2).
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="signatories")
    party = EncryptedTextField(choices=Party.choices)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"a voice for person {self.person_id}"


class Wording(models.Model):
    """The exact words somebody was shown; changed words are a new row (consent/wordings.py)."""

    purpose = models.CharField(max_length=30, choices=Purpose.choices)
    party = models.CharField(max_length=20, choices=Party.choices)
    language = models.CharField(max_length=10)
    version = models.PositiveIntegerField()
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "party", "language", "version"], name="wording_versioned"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose}/{self.party}/{self.language} v{self.version}"


class Ask(models.Model):
    """A question put to one adult by a link. Without SECRET_KEY this row does not open the link.

    `closed_at` ends a link before its time: another one was sent, or its subject is gone.
    """

    subject_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    subject_id = models.CharField(max_length=64)
    subject = GenericForeignKey("subject_type", "subject_id")
    signatory = models.ForeignKey(Signatory, on_delete=models.PROTECT, related_name="asks")
    purpose = models.CharField(max_length=30, choices=Purpose.choices)
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="asks")
    contact = models.ForeignKey("people.Contact", null=True, on_delete=models.SET_NULL, related_name="asks")
    nonce = models.CharField(max_length=32, help_text="The link's token follows from it and SECRET_KEY.")
    token_hash = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField(auto_now_add=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    expires_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id"]),
            models.Index(fields=["asked_at"], name="ask_open", condition=Q(closed_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"ask {self.pk}: {self.purpose}"

    @property
    def party(self) -> Party:
        """Who is asked."""
        return Party(self.signatory.party)

    @property
    def number(self) -> int:
        """Which person it is about."""
        return self.signatory.person.number


class Answer(models.Model):
    """A yes or a no. Never changed: a later row speaks louder, and the database refuses anything else.

    Paper and what was said in person are entered by a member of staff, who says where the sheet is;
    nobody at staff answers for anybody (S7).
    """

    subject_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    subject_id = models.CharField(max_length=64)
    subject = GenericForeignKey("subject_type", "subject_id")
    signatory = models.ForeignKey(Signatory, on_delete=models.PROTECT, related_name="answers")
    purpose = models.CharField(max_length=30, choices=Purpose.choices)
    yes = models.BooleanField()
    wording = models.ForeignKey(Wording, on_delete=models.PROTECT, related_name="answers")
    channel = models.CharField(max_length=10, choices=Channel.choices)
    ask = models.ForeignKey(Ask, null=True, blank=True, on_delete=models.PROTECT, related_name="answers")
    answered_at = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField(null=True, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    evidence = models.CharField(
        max_length=40, blank=True, help_text="Where the sheet is kept: a reference, never a name."
    )

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject_id", "purpose", "-answered_at"])]
        constraints = [
            models.CheckConstraint(
                name="paper_is_entered_and_kept",
                condition=(Q(channel__in=ENTERED) & Q(entered_by__isnull=False) & ~Q(evidence=""))
                | (~Q(channel__in=ENTERED) & Q(entered_by__isnull=True) & Q(evidence="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{'yes' if self.yes else 'no'} to {self.purpose}"

    @property
    def party(self) -> Party:
        """Who answered."""
        return Party(self.signatory.party)


class Tombstone(models.Model):
    """One withdrawal, without a name. The ledger outside the database holds the same (consent/tombstones.py).

    `number` says in which order; after a restored backup two can share one. `mark` tells the row that
    was withdrawn from a later one with the same key, which a restored database gives out again (F14).
    """

    number = models.PositiveBigIntegerField(db_index=True)
    label = models.CharField(max_length=60, help_text="'our_childhood.film'")
    key = models.CharField(max_length=64)
    mark = models.CharField(max_length=64)
    at = models.DateTimeField()
    route = models.CharField(max_length=12)
    kept = models.BooleanField(help_text="Its files were frozen at the time (S17).")
    places = models.JSONField(default=list, help_text="Random keys in storage at which its files lay.")
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64, unique=True)
    written_at = models.DateTimeField(
        null=True, blank=True, help_text="When the ledger had it; null while that is owed."
    )

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["label", "key"])]

    def __str__(self) -> str:
        return f"tombstone {self.number}"
