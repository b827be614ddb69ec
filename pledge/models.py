"""The Pledge, its promises, and who has signed them."""

from __future__ import annotations

import secrets
from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField

from geography.models import LocalAuthority
from moderation.reviewed import Reviewed, ReviewedQuerySet
from people.sealed import EncryptedTextField
from pledge.enums import Kind, Role, Route

LONGEST_NAME = 80
LONGEST_HOW = 400
FEWEST, MOST = 6, 8  # promises
# No vowels, so that no address spells a word; nobody can count names by it (S11).
_SIGNS = "23456789bcdfghjkmnpqrtvwxyz"


def new_slug() -> str:
    """Return ten signs nobody can guess."""
    return "".join(secrets.choice(_SIGNS) for _ in range(10))


def new_nonce() -> str:
    """Return what the token of a signature's link is made from (people.keyed)."""
    return secrets.token_hex(16)


class VersionQuerySet(models.QuerySet["Version"]):
    def canonical(self) -> VersionQuerySet:
        """Return each version once: the row in the first language, to which signatures are tied."""
        return self.filter(locale__language_code=settings.LANGUAGE_CODE)

    def begun(self, today: date) -> VersionQuerySet:
        """Those in force on `today` or before it."""
        return self.filter(starts_date__lte=today)


class Version(TranslatableMixin, ClusterableModel):
    """The Pledge as it reads from one day on, until the next version; a row for each language."""

    title = models.CharField(_("title"), max_length=80)
    intro = models.TextField(_("introduction"), max_length=600)
    starts_date = models.DateField(_("in force from"))

    objects = VersionQuerySet.as_manager()

    translatable_fields: ClassVar = [
        TranslatableField("title"),
        TranslatableField("intro"),
        SynchronizedField("starts_date", overridable=False),
        TranslatableField("promises"),
    ]
    panels = [
        FieldPanel("title"),
        FieldPanel("intro", help_text=_("Two or three short sentences; everybody reads them.")),
        FieldPanel(
            "starts_date",
            help_text=_(
                "From this day on it is the Pledge, and everybody who signed an older one is asked again. "
                "Change the meaning of a promise in a new version only."
            ),
        ),
        InlinePanel("promises", heading=_("Promises"), min_num=FEWEST, max_num=MOST),
    ]

    class Meta(TranslatableMixin.Meta):
        ordering = ["-starts_date", "id"]
        verbose_name = _("version of the Pledge")
        verbose_name_plural = _("versions of the Pledge")
        constraints = [
            models.UniqueConstraint(fields=["locale", "starts_date"], name="pledge_one_version_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.starts_date})"


class Promise(TranslatableMixin, Orderable):
    """One promise, in words for each reader."""

    version = ParentalKey(Version, on_delete=models.CASCADE, related_name="promises")
    heading = models.CharField(_("promise"), max_length=60, help_text=_("'We …', in six words or fewer."))
    under_10 = models.CharField(_("for under 10"), max_length=200)
    to_14 = models.CharField(_("for 11 to 14"), max_length=300)
    to_18 = models.CharField(_("for 15 to 18"), max_length=400)
    adults = models.CharField(_("for adults"), max_length=500)
    easy = models.CharField(_("in Easy Read"), max_length=200)
    question = models.CharField(
        _("as a question"), max_length=100, help_text=_("What a child is asked: 'Do they …?'")
    )

    translatable_fields: ClassVar = [
        TranslatableField(name)
        for name in ("heading", "under_10", "to_14", "to_18", "adults", "easy", "question")
    ]
    panels = [
        FieldPanel("heading"),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("under_10", "to_14", "to_18", "adults", "easy")],
            heading=_("The same for each reader"),
        ),
        FieldPanel("question"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("promise")

    def __str__(self) -> str:
        return self.heading


class SignatureQuerySet(models.QuerySet["Signature"]):
    def counted(self) -> SignatureQuerySet:
        """Those that count: confirmed by their link. What is withdrawn or lapsed has no row any more."""
        return self.filter(confirmed_at__isnull=False)

    def waiting(self) -> SignatureQuerySet:
        """Those whose link nobody has used."""
        return self.filter(confirmed_at__isnull=True)


class Signature(models.Model):
    """Somebody's promise. The count is the number of confirmed rows, and nothing else (ADR 0150).

    Name and address are sealed; `email_key` is a keyed hash of the address (`mailboxes`), so that one
    mailbox counts once in each kind. The token of the link follows from `nonce`. It counts until
    `kept_until`; a year's 'yes, I still keep it' moves that day.
    """

    kind = models.CharField(max_length=12, choices=Kind.choices)
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="signatures")
    authority = models.ForeignKey(LocalAuthority, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=Role.choices)
    name = EncryptedTextField(help_text="A professional's own, or that of an organisation's lead.")
    organisation = models.CharField(max_length=LONGEST_NAME)
    how = models.CharField(max_length=LONGEST_HOW, blank=True, help_text="How an organisation will keep it.")
    wants_name = models.BooleanField(default=False, help_text="Wishes to be on the wall (S2).")
    email = EncryptedTextField()
    email_key = models.CharField(max_length=64, editable=False)
    language = models.CharField(max_length=10, default="en")
    nonce = models.CharField(max_length=32, default=new_nonce, editable=False)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    sent_at = models.DateTimeField(default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)
    kept_until = models.DateField(null=True, blank=True, editable=False)
    asked_at = models.DateTimeField(
        null=True, blank=True, editable=False, help_text="'Do you still keep it?'"
    )
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = SignatureQuerySet.as_manager()

    class Meta:
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(
                name="pledge_signed_once_a_mailbox",
                fields=["email_key", "kind"],
                condition=Q(confirmed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="pledge_confirmed_at_and_until",
                condition=Q(confirmed_at__isnull=True, kept_until__isnull=True)
                | Q(confirmed_at__isnull=False, kept_until__isnull=False),
            ),
        ]
        indexes = [
            # Whoever lost the link is found by the mailbox, confirmed or not.
            models.Index(fields=["email_key"], name="pledge_mailbox"),
            # The count reads this and nothing else.
            models.Index(fields=["kind"], name="pledge_counted", condition=Q(confirmed_at__isnull=False)),
            models.Index(fields=["kept_until"], name="pledge_ends", condition=Q(confirmed_at__isnull=False)),
            models.Index(fields=["sent_at"], name="pledge_waiting", condition=Q(confirmed_at__isnull=True)),
            models.Index(
                fields=["confirmed_at"],
                name="pledge_wants_name",
                condition=Q(confirmed_at__isnull=False, wants_name=True),
            ),
        ]

    def __str__(self) -> str:
        return f"signature {self.pk}"


class PublicName(Reviewed):
    """What the wall shows of one signature, once two people have read it. The signature itself is nowhere."""

    WORDS = ("kind", "name", "role", "organisation", "authority_id", "how")
    NAMELESS: ClassVar = {
        "name": "",
        "organisation": "",
        "how": "",
        "role": "",
        "authority": None,
        "signature": None,
        "language": "",
    }
    DESK = "pledge_name_check"

    slug = models.SlugField(max_length=10, unique=True, default=new_slug, editable=False)
    signature = models.OneToOneField(
        Signature, null=True, blank=True, on_delete=models.SET_NULL, related_name="public_name"
    )
    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = models.CharField(max_length=LONGEST_NAME, blank=True)
    role = models.CharField(max_length=20, choices=Role.choices, blank=True)
    organisation = models.CharField(max_length=LONGEST_NAME, blank=True)
    authority = models.ForeignKey(
        LocalAuthority, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    how = models.CharField(max_length=LONGEST_HOW, blank=True)
    language = models.CharField(max_length=10, default="en", blank=True)

    objects = ReviewedQuerySet["PublicName"].as_manager()

    class Meta(Reviewed.Meta):
        verbose_name = _("name for the wall")
        verbose_name_plural = _("names for the wall")
        indexes = [
            models.Index(
                fields=["kind", "-approved_at", "-id"],
                name="pledge_wall",
                condition=Q(live=True, withdrawn_at__isnull=True, held_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"name {self.pk}"  # never the name: Wagtail writes this into its log

    def texts(self) -> list[str]:
        return [self.organisation, self.how]

    def stop(self) -> None:
        """Who took it off, or had it taken off, is not asked for it again; new words are."""
        if self.withdrawn_by != Route.CHANGED and self.signature_id is not None:
            Signature.objects.filter(pk=self.signature_id).update(wants_name=False)


class Snapshot(models.Model):
    """How many had signed on one day, by authority and by role: figures of fixed days (S11, ADR 0114)."""

    day = models.DateField(unique=True)
    authorities = models.JSONField(default=dict)
    roles = models.JSONField(default=dict)

    class Meta:
        default_permissions = ()
        ordering = ["-day"]

    def __str__(self) -> str:
        return f"figures of {self.day}"
