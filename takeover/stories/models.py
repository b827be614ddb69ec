"""What came of a takeover: a host's write-up with pictures, the page made of it, and what changed later."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageLogEntry, Revision
from wagtail.search import index

from cms.blocks import WORDS, HeadingBlock, PictureBlock, QuoteBlock, WordsBlock
from cms.models import BasePage
from consent import tombstones
from moderation.reviewed import Missing, NotCleared, Reviewed, ReviewedQuerySet
from takeover.challenges.models import Challenge
from takeover.models import Host
from takeover.sign_ups.models import Ticket
from takeover.stories import faces
from takeover.stories.enums import Progress, WriteUpState

LONGEST_WORDS = 4000
MOST_PICTURES = 5


class StoryBody(blocks.StreamBlock):
    """What a story is built from; editors may add quotes and headings to what was written."""

    heading = HeadingBlock()
    words = WordsBlock(features=["h3", *WORDS])
    picture = PictureBlock()
    quote = QuoteBlock()


class WriteUp(Reviewed):  # type: ignore[django-manager-missing]  # of its pages: Wagtail gives them one
    """What a host wrote about one of its challenges. Two people check it; an editor makes it a page."""

    WORDS = ("title", "words", "challenge_id", "shown_pictures")
    NAMELESS = {"title": "", "words": "", "language": ""}
    DESK = "story_check"

    host = models.ForeignKey(Host, on_delete=models.PROTECT, related_name="write_ups", editable=False)
    challenge = models.ForeignKey(
        Challenge, on_delete=models.PROTECT, related_name="write_ups", editable=False
    )
    title = models.CharField(_("title"), max_length=80, blank=True)
    words = models.TextField(_("words"), max_length=LONGEST_WORDS, blank=True)
    language = models.CharField(max_length=10, default="en", blank=True)
    is_draft = models.BooleanField(default=True, editable=False, help_text="Its host is writing it.")

    objects = ReviewedQuerySet["WriteUp"].as_manager()

    class Meta(Reviewed.Meta):
        verbose_name = _("write-up")
        verbose_name_plural = _("write-ups")

    def __str__(self) -> str:
        return f"write-up {self.pk}"

    @property
    def shown_pictures(self) -> list[list[Any]]:
        """What is shown of each picture, and how many people can be recognised in it (S13, S19)."""
        return [[one.sha256, one.alt, one.recognisable] for one in self.pictures.all()]

    @property
    def counted(self) -> bool:
        """The first check counts the people in the pictures, also when nobody is said to be."""
        return bool(self.pictures.all())

    def people_seen(self) -> int | None:
        """Return how many people can be recognised, picture by picture, as its host says (S19)."""
        pictures = self.pictures.all()
        return sum(one.recognisable for one in pictures) if pictures else None

    def texts(self) -> list[str]:
        return [self.title, self.words, *(one.alt for one in self.pictures.all())]

    def lacks(self) -> list[str]:
        if self.is_draft:
            return [str(_("Its host is still writing it."))]
        return [str(_("Somebody who can be recognised has no photo yes."))] if faces.missing(self) else []

    def places(self) -> list[str]:
        return [f"{tombstones.PRIVATE}{one.key}" for one in self.pictures.all()]

    def stop(self) -> None:
        for page in self.pages.filter(live=True):
            page.unpublish()

    def forget_more(self) -> None:
        for page in self.pages.all():
            number = page.pk
            page.revisions.all().delete()
            page.delete()
            PageLogEntry.objects.filter(page=number).delete()
        for picture in self.pictures.select_related("image"):
            if picture.image is not None:
                # Now, and not whenever Wagtail's own task comes round to it (C).
                for file in (picture.image.file, *(one.file for one in picture.image.renditions.all())):
                    file.storage.delete(file.name)
                picture.image.delete()
        self.pictures.all().delete()

    @property
    def page(self) -> StoryPage | None:
        """The page made of it, in the first language."""
        return StoryPage.objects.filter(write_up=self, alias_of__isnull=True).order_by("pk").first()

    @property
    def state(self) -> WriteUpState:
        """Return where it is, the weightiest first."""
        for state, moment in (
            (WriteUpState.WITHDRAWN, self.withdrawn_at),
            (WriteUpState.REFUSED, self.refused_at),
            (WriteUpState.HELD, self.held_at),
            (WriteUpState.ASKED, self.asked_at),
        ):
            if moment is not None:
                return state
        if self.live:
            shown = StoryPage.objects.filter(write_up=self, live=True).exists()
            return WriteUpState.SHOWN if shown else WriteUpState.APPROVED
        return WriteUpState.DRAFT if self.is_draft else WriteUpState.WAITING


class Picture(models.Model):
    """One picture of a write-up, re-encoded without metadata (S3), in private storage under a random key."""

    write_up = models.ForeignKey(WriteUp, on_delete=models.CASCADE, related_name="pictures")
    key = models.CharField(max_length=120, unique=True)
    sha256 = models.CharField(max_length=64)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    alt = models.CharField(_("what it shows"), max_length=200)
    recognisable = models.PositiveSmallIntegerField(_("how many people can be recognised"))
    tickets = models.ManyToManyField(Ticket, blank=True, related_name="+")
    image = models.ForeignKey(
        "wagtailimages.Image", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        ordering = ["id"]

    def __str__(self) -> str:
        return f"picture {self.pk}"


class ChangeAsk(models.Model):
    """The host of a past challenge was asked what changed because of it; once, and reminded once (S32)."""

    challenge = models.OneToOneField(Challenge, on_delete=models.CASCADE, related_name="change_asked")
    asked_at = models.DateTimeField(auto_now_add=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"change asked {self.pk}"


class Change(Reviewed):
    """What changed because of one takeover, in its host's words. A later answer is a row of its own."""

    WORDS = ("progress", "words", "challenge_id")
    NAMELESS = {"words": "", "language": ""}
    DESK = "change_check"

    host = models.ForeignKey(Host, on_delete=models.PROTECT, related_name="changes", editable=False)
    challenge = models.ForeignKey(Challenge, on_delete=models.PROTECT, related_name="changes", editable=False)
    progress = models.CharField(_("how far it is"), max_length=10, choices=Progress.choices)
    words = models.CharField(_("what changed, or why not"), max_length=600, blank=True)
    language = models.CharField(max_length=10, default="en", blank=True)

    objects = ReviewedQuerySet["Change"].as_manager()

    class Meta(Reviewed.Meta):
        verbose_name = _("what changed")
        verbose_name_plural = _("what changed")
        indexes = [
            models.Index(
                fields=["-approved_at", "-id"],
                name="change_newest",
                condition=Q(live=True, withdrawn_at__isnull=True, held_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"change {self.pk}"

    @property
    def slug(self) -> str:
        """Its place in the list: challenges are numbered in public anyway."""
        return str(self.pk)

    def texts(self) -> list[str]:
        return [self.words]


class StoryIndexPage(BasePage):
    """/takeovers/stories/: stands over the stories; an editor gives it a few words."""

    lead = models.CharField(_("first words"), max_length=200, blank=True)

    content_panels = [*BasePage.content_panels, FieldPanel("lead")]
    subpage_types = ["stories.StoryPage"]
    parent_page_types = ["home.HomePage"]
    max_count_per_parent = 1  # each language has a home page of its own

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        return _parts(super().get_url_parts(request), reverse("stories:stories"))

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("stories:stories")


class StoryPage(BasePage):
    """A story everybody reads. Live only while its write-up is approved, and nobody took it back (S13)."""

    lead = models.CharField(_("first words"), max_length=200, blank=True)
    body = StreamField(StoryBody(), blank=True)
    write_up = models.ForeignKey(
        WriteUp, null=True, editable=False, on_delete=models.SET_NULL, related_name="pages"
    )

    content_panels = [*BasePage.content_panels, FieldPanel("lead"), FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("lead"), index.SearchField("body")]
    parent_page_types = ["stories.StoryIndexPage"]
    subpage_types: list[str] = []
    template = "stories/story.html"

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        return _parts(super().get_url_parts(request), reverse("stories:story", args=[self.slug]))

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead to the one address of a story, which knows who may be read."""
        if getattr(request, "is_preview", False):
            return super().serve(request, *args, **kwargs)
        return redirect("stories:story", self.slug)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        challenge = self.write_up.challenge if self.write_up is not None else None
        changes = Change.objects.public().filter(challenge=challenge).order_by("-approved_at", "-pk")
        shown = Challenge.objects.public().filter(pk=challenge.pk).exists() if challenge else False
        return {
            **context,
            "challenge": challenge,
            "challenge_shown": shown,
            "changes": changes.select_related("challenge") if challenge else (),
        }

    def publish(self, revision: Revision, *args: Any, **kwargs: Any) -> None:
        """Publish if the write-up is public: every route of Wagtail's ends here. Raises NotCleared."""
        write_up = WriteUp.objects.public().filter(pk=self.write_up_id or 0).first()
        if write_up is None or faces.missing(write_up):
            raise NotCleared([str(Missing.NOT_APPROVED_BY_TWO.label)])
        super().publish(revision, *args, **kwargs)


def _parts(parts: tuple[int, str, str] | None, path: str) -> tuple[int, str, str] | None:
    """Return where Wagtail says a page is, with the address our own pages give it."""
    return (parts[0], parts[1], path) if parts is not None and parts[1] is not None else parts
