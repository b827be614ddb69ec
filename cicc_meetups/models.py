"""Children in Care Councils, the workers who stand beside them, and the meetups where they meet."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cicc_meetups.enums import CalledOffFor, MeetupState
from cms.blocks import WORDS, HeadingBlock, PictureBlock, WordsBlock
from cms.models import BasePage
from moderation.checked import Checked, CheckedQuerySet, LookBase
from people.sealed import EncryptedTextField
from places.models import Allotment


class CouncilQuerySet(models.QuerySet["Council"]):
    def here(self) -> CouncilQuerySet:
        """Councils that have not left."""
        return self.filter(left_at__isnull=True)

    def checked(self, today: date) -> CouncilQuerySet:
        """Councils one of whose workers was checked by somebody of ours, and that counts today."""
        return self.here().filter(pk__in=Worker.objects.checked(today).values("council"))


class Council(models.Model):
    """The Children in Care Council of a local authority; an authority may have one for younger children too.

    Names nobody: an adult who works with it is a Worker, and no child is ever on record by a council.
    """

    authority = models.ForeignKey(
        "geography.LocalAuthority", on_delete=models.PROTECT, related_name="councils"
    )
    name = models.CharField(_("name"), max_length=120)
    added_at = models.DateTimeField(auto_now_add=True)
    left_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = CouncilQuerySet.as_manager()

    class Meta:
        default_permissions = ("view", "change")
        ordering = ["name", "id"]
        verbose_name = _("council")
        verbose_name_plural = _("councils")
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                "authority",
                name="council_once_in_its_authority",
                condition=Q(left_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Worker(Checked):
    """The adult who stands beside a council: a guest who signs in by a code, and is looked at by us.

    What a worker claims, that the council is theirs to speak for, counts until `checked_until`.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="council_worker"
    )
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="workers")
    name = EncryptedTextField()
    role = EncryptedTextField()
    phone = EncryptedTextField(help_text="Answered on the day.")
    language = models.CharField(max_length=10, default="en")
    registered_at = models.DateTimeField(auto_now_add=True)

    objects = CheckedQuerySet["Worker"].as_manager()

    class Meta(Checked.Meta):
        verbose_name = _("council worker")
        verbose_name_plural = _("council workers")

    def __str__(self) -> str:
        return f"worker {self.pk}"


class WorkerLook(LookBase):
    """What somebody of ours saw of a worker's claim, or asked."""

    worker = models.ForeignKey(Worker, on_delete=models.CASCADE, related_name="looks")


class MeetupQuerySet(models.QuerySet["Meetup"]):
    def to_come(self, now: datetime) -> MeetupQuerySet:
        """Meetups that are not over, the next first."""
        return self.filter(ends_at__gt=now).order_by("starts_at", "id")

    def past(self, now: datetime) -> MeetupQuerySet:
        """Meetups that happened, the last first."""
        return self.filter(ends_at__lte=now, cancelled_at__isnull=True).order_by("-starts_at", "-id")


class Meetup(models.Model):  # type: ignore[django-manager-missing]  # of its pages: Wagtail gives them one
    """One day on which councils meet: what all its pages, one in each language, share.

    Places hang on it (places.models.Allotment), and so does the venue: sealed, and told to those whose
    booking is confirmed (S12). Everything else here is public once a page of it is.
    """

    region = models.ForeignKey("geography.Region", on_delete=models.PROTECT, related_name="meetups")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    opens_at = models.DateTimeField(null=True, blank=True, help_text="Councils can book from then on.")
    venue = EncryptedTextField(blank=True, help_text="Name and address of the place.")
    venue_way = EncryptedTextField(blank=True, help_text="How to find it, and where to go when one is there.")
    day_phone = EncryptedTextField(blank=True, help_text="Our number on the day.")
    step_free = models.BooleanField(_("no steps"), default=True)
    quiet_room = models.BooleanField(_("a quiet room"), default=True)
    bsl = models.BooleanField(_("British Sign Language"), default=False)
    food = models.BooleanField(_("food"), default=True)
    travel_money = models.BooleanField(_("money for travel"), default=True)
    made_at = models.DateTimeField(auto_now_add=True)
    moved_at = models.DateTimeField(null=True, blank=True, editable=False)
    moved_from = models.DateTimeField(null=True, blank=True, editable=False, help_text="When it was to be.")
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    cancelled_for = models.CharField(max_length=10, choices=CalledOffFor.choices, blank=True, editable=False)

    objects = MeetupQuerySet.as_manager()

    class Meta:
        default_permissions = ("view", "change")
        ordering = ["-starts_at", "-id"]
        verbose_name = _("meetup")
        verbose_name_plural = _("meetups")
        constraints = [
            models.CheckConstraint(name="meetup_ends_after_start", condition=Q(ends_at__gt=F("starts_at"))),
            models.CheckConstraint(
                name="meetup_moved_at_and_from",
                condition=Q(moved_at__isnull=True, moved_from__isnull=True)
                | Q(moved_at__isnull=False, moved_from__isnull=False),
            ),
            models.CheckConstraint(
                name="meetup_cancelled_at_and_for",
                condition=Q(cancelled_at__isnull=True, cancelled_for="")
                | (Q(cancelled_at__isnull=False) & ~Q(cancelled_for="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.region}, {self.starts_at:%d.%m.%Y}"

    def bookable(self, allotment: Allotment | None, now: datetime) -> bool:
        """Whether a council can ask for places now, be it on the waiting list."""
        return (
            allotment is not None
            and allotment.closed_at is None
            and self.cancelled_at is None
            and self.opens_at is not None
            and self.opens_at <= now < self.starts_at
        )

    def state(self, allotment: Allotment | None, now: datetime) -> MeetupState:
        """Return where it is, the weightiest first; `allotment` are its places."""
        if self.cancelled_at is not None:
            return MeetupState.CANCELLED
        if self.ends_at <= now:
            return MeetupState.PAST
        if self.moved_at is not None:
            return MeetupState.MOVED
        if allotment is None or not self.bookable(allotment, now):
            return MeetupState.PLANNED
        return MeetupState.OPEN if allotment.left else MeetupState.FULL


# What stands beside the pages below /meetups/ and would be hidden by a page of that name.
TAKEN_SLUGS = (
    "calendar.ics",
    "councils",
    "mine",
    "photos",
    "pictures",
    "practice",
    "promises",
    "questions",
    "year",
)


class GuestBlock(blocks.StructBlock):
    """Somebody who will be there: an adult with a public role, never a child."""

    name = blocks.CharBlock(max_length=80)
    role = blocks.CharBlock(max_length=120, required=False)
    words = blocks.CharBlock(max_length=200, required=False, label=_("why they come"))

    class Meta:
        icon = "user"
        label = _("Guest")


class MomentBlock(blocks.StructBlock):
    """One part of the day."""

    time = blocks.RegexBlock(r"^([01]\d|2[0-3]):[0-5]\d$", help_text=_("As in 10:30"))
    what = blocks.CharBlock(max_length=80)
    words = blocks.CharBlock(max_length=300, required=False)

    class Meta:
        icon = "time"
        label = _("Part of the day")


class MeetupBody(blocks.StreamBlock):
    """What an editor may add below."""

    heading = HeadingBlock()
    words = WordsBlock(features=["h3", *WORDS])
    picture = PictureBlock()


class MeetupIndexPage(BasePage):
    """/meetups/: what meetups are, and which come next."""

    lead = models.CharField(_("first words"), max_length=300, blank=True)
    body = StreamField(MeetupBody(), blank=True, verbose_name=_("below"))

    content_panels = [*BasePage.content_panels, FieldPanel("lead"), FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("lead"), index.SearchField("body")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["cicc_meetups.MeetupPage"]
    max_count_per_parent = 1  # each language has a home page of its own
    template = "cicc_meetups/meetup_index.html"


class MeetupPage(BasePage):
    """What everybody may read of one meetup, in one language. Date, places and venue are on `meetup`."""

    meetup = models.ForeignKey(
        Meetup, verbose_name=_("meetup"), on_delete=models.PROTECT, related_name="pages"
    )
    lead = models.CharField(_("first words"), max_length=300, blank=True)
    guests = StreamField([("guest", GuestBlock())], blank=True, verbose_name=_("who will be there"))
    programme = StreamField([("moment", MomentBlock())], blank=True, verbose_name=_("the day"))
    access_words = models.TextField(
        _("access, food and travel"), max_length=800, blank=True, help_text=_("Never where it is.")
    )
    bring_words = models.TextField(
        _("what to bring"), max_length=400, blank=True, help_text=_("In the reminders too.")
    )
    photo_words = models.TextField(_("what happens with photos"), max_length=800, blank=True)
    body = StreamField(MeetupBody(), blank=True, verbose_name=_("below"))

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("meetup"),
        FieldPanel("lead"),
        FieldPanel("guests"),
        FieldPanel("programme"),
        MultiFieldPanel(
            [FieldPanel("access_words"), FieldPanel("bring_words"), FieldPanel("photo_words")],
            heading=_("Good to know"),
        ),
        FieldPanel("body"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("lead"),
        index.SearchField("guests"),
        index.SearchField("programme"),
        index.SearchField("body"),
    ]
    parent_page_types = ["cicc_meetups.MeetupIndexPage"]
    subpage_types = ["after.AfterPage"]
    template = "cicc_meetups/meetup.html"

    def clean(self) -> None:
        super().clean()
        if self.slug in TAKEN_SLUGS:
            raise ValidationError({"slug": _("Something else is at this address.")})
