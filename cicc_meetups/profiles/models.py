"""What a council tells everybody about itself, version by version, and whom one can write to."""

from __future__ import annotations

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from cicc_meetups.models import Council, Worker
from cicc_meetups.profiles.enums import Often, ProfileState
from moderation.public_copies import CopiedQuerySet, WithPublicCopy
from moderation.reviewed import Reviewed

LONGEST = 600  # letters
YOUNGEST, OLDEST = 4, 25  # care leavers have a say until they are 25


class ProfileQuerySet(CopiedQuerySet["Profile"]):
    def to_show(self) -> Self:
        """Return the public ones of councils that somebody we checked stands beside today."""
        return self.public().filter(council__in=Council.objects.checked(timezone.localdate()))

    def in_work(self) -> Self:
        """Return those being written or checked: one a council at most."""
        return self.here().filter(live=False)


class Profile(WithPublicCopy):
    """One version of a council's public page. The council is named, nobody in it is.

    A change is a version of its own: what two people approved stays public until they have approved the
    next, which takes its place (ADR 0172).
    """

    WORDS = ("called", "words", "age_from", "age_to", "often", "sha256", "alt", "sent_contact", "council_id")
    NAMELESS = {"called": "", "words": "", "often": "", "alt": "", "key": "", "language": ""}
    DESK = "council_page_check"
    ROOM = "councils"
    SIDE = 480

    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="profiles", editable=False)
    called = models.CharField(_("what the council is called"), max_length=120, blank=True)
    words = models.TextField(_("what it works on"), max_length=LONGEST, blank=True)
    age_from = models.PositiveSmallIntegerField(_("youngest"))
    age_to = models.PositiveSmallIntegerField(_("oldest"))
    often = models.CharField(_("how often it meets"), max_length=14, choices=Often.choices, blank=True)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    width = models.PositiveIntegerField(default=0, editable=False)
    height = models.PositiveIntegerField(default=0, editable=False)
    alt = models.CharField(_("what the logo shows"), max_length=200, blank=True)
    language = models.CharField(max_length=10, default="en", blank=True)
    is_draft = models.BooleanField(default=True, editable=False)

    objects = ProfileQuerySet.as_manager()

    class Meta(WithPublicCopy.Meta):
        abstract = False
        verbose_name = _("page of a council")
        verbose_name_plural = _("pages of councils")
        constraints = [
            *Reviewed.Meta.constraints,
            models.UniqueConstraint(
                fields=["council"],
                name="profile_one_in_work_a_council",
                condition=Q(live=False, withdrawn_at__isnull=True),
            ),
            models.CheckConstraint(name="profile_ages_in_order", condition=Q(age_to__gte=F("age_from"))),
            models.CheckConstraint(name="profile_logo_has_words", condition=Q(key="") | ~Q(alt="")),
        ]

    def __str__(self) -> str:
        return f"page of a council {self.pk}"  # never its words: Wagtail writes this into its log

    def get_absolute_url(self) -> str:
        """Return where everybody reads it, in the reader's language. Reads council and authority."""
        slug = slugify(self.called)
        number = f"{self.council_id}-{slug}" if slug else str(self.council_id)
        return reverse("profiles:council", args=[slugify(self.council.authority.name), number])

    @property
    def sent_contact(self) -> list[str] | None:
        """Whom one can write to, as two people approve it; None for nobody."""
        contact: Contact | None = getattr(self, "contact", None)
        return [contact.role, contact.email, contact.name] if contact is not None else None

    @property
    def counted(self) -> bool:
        """The first check counts the people in a logo, though there must be none."""
        return bool(self.key)

    def people_seen(self) -> int | None:
        """Return that nobody can be recognised: a logo is drawn (S19)."""
        return 0 if self.key else None

    def texts(self) -> list[str]:
        contact = self.sent_contact or []
        return [self.called, self.words, self.alt, *contact[:1]]

    def lacks(self) -> list[str]:
        return [str(_("It is still being written."))] if self.is_draft else []

    def forget_more(self) -> None:
        Contact.objects.filter(profile=self.pk).delete()
        super().forget_more()

    @property
    def state(self) -> ProfileState:
        """Return where it is, the weightiest first."""
        for state, moment in (
            (ProfileState.WITHDRAWN, self.withdrawn_at),
            (ProfileState.REFUSED, self.refused_at),
            (ProfileState.HELD, self.held_at),
            (ProfileState.ASKED, self.asked_at),
        ):
            if moment is not None:
                return state
        if self.live:
            return ProfileState.SHOWN
        return ProfileState.DRAFT if self.is_draft else ProfileState.WAITING


class ContactQuerySet(models.QuerySet["Contact"]):
    def shown(self, today: date) -> ContactQuerySet:
        """Return those of workers who still stand beside that council, and whose check counts today."""
        return self.filter(worker__council=F("profile__council"), worker__checked_until__gte=today)

    def astray(self) -> ContactQuerySet:
        """Return those whose worker stands beside another council now."""
        return self.exclude(worker__council=F("profile__council"))


class Contact(models.Model):
    """Whom everybody may write to about a council: an office, because its worker wished so (S2).

    A row of its own, deleted whole with the worker.
    """

    profile = models.OneToOneField(Profile, on_delete=models.CASCADE, related_name="contact")
    worker = models.ForeignKey(Worker, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(_("role"), max_length=80)
    email = models.EmailField(_("office address"))
    name = models.CharField(_("name"), max_length=80, blank=True, help_text=_("Only if the worker wishes."))

    objects = ContactQuerySet.as_manager()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"contact {self.pk}"
