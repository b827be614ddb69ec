"""What came of a meetup: its pictures, each with its yeses, and the page that tells how it was."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cicc_meetups.bookings.models import YoungPerson
from cicc_meetups.models import Meetup
from cms.blocks import WORDS, FilmsBlock, HeadingBlock, LinkButtonBlock, QuoteBlock, WordsBlock
from cms.models import BasePage
from consent import photos
from moderation.public_copies import CopiedQuerySet, WithPublicCopy

LONGEST_POST = 220  # with the hashtag and an address it still fits where 280 letters do


class Picture(WithPublicCopy):
    """One picture of a meetup. Whoever can be recognised in it is named by their place there (ADR 0138).

    Not in the library of editors' pictures: from there it could go onto any page, and its yeses with it
    nowhere (ADR 0182).
    """

    WORDS = ("sha256", "alt", "recognisable", "meetup_id")
    NAMELESS = {"alt": "", "key": "", "language": ""}
    DESK = "meetup_picture_check"
    ROOM = "meetups"

    meetup = models.ForeignKey(Meetup, on_delete=models.PROTECT, related_name="pictures", editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    alt = models.CharField(_("what it shows"), max_length=200, blank=True)
    recognisable = models.PositiveSmallIntegerField(_("how many people can be recognised"))
    people = models.ManyToManyField(YoungPerson, blank=True, related_name="+")
    language = models.CharField(max_length=10, default="en", blank=True)

    objects = CopiedQuerySet["Picture"].as_manager()

    class Meta(WithPublicCopy.Meta):
        abstract = False
        verbose_name = _("picture of a meetup")
        verbose_name_plural = _("pictures of meetups")
        permissions = [("add_meetup_picture", "Can add pictures of meetups")]

    def __str__(self) -> str:
        return f"picture {self.pk}"

    @property
    def counted(self) -> bool:
        """The first check counts the people in it, also when nobody is said to be."""
        return True

    def people_seen(self) -> int | None:
        """Return how many people can be recognised, as whoever added it says (S19)."""
        return self.recognisable

    def texts(self) -> list[str]:
        return [self.alt]

    def lacks(self) -> list[str]:
        if photos.missing([(self.recognisable, list(self.people.all()))]):
            return [str(_("Somebody who can be recognised has no photo yes."))]
        return []

    def forget_more(self) -> None:
        self.people.clear()
        super().forget_more()


class AfterBody(blocks.StreamBlock):
    """What the page is built from. Pictures come by themselves, below; films by their address."""

    heading = HeadingBlock()
    words = WordsBlock(features=["h3", *WORDS])
    quote = QuoteBlock()
    films = FilmsBlock()
    button = LinkButtonBlock()


class AfterPage(BasePage):
    """How a meetup was: /meetups/…/after/, in every language it is translated into."""

    lead = models.CharField(_("first words"), max_length=200, blank=True)
    body = StreamField(AfterBody(), blank=True)
    post = models.CharField(
        _("for social media"),
        max_length=LONGEST_POST,
        blank=True,
        help_text=_("Not on the page. We add #CICCMeeTups and the address: see 'Text to copy'. No names."),
    )

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("post")], heading=_("To share")),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("lead"), index.SearchField("body")]
    parent_page_types = ["cicc_meetups.MeetupPage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    template = "after/report.html"

    @property
    def meetup(self) -> Meetup | None:
        """The meetup whose page this one stands below."""
        return getattr(self.get_parent().specific, "meetup", None)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `meetup` and its `pictures`."""
        context = super().get_context(request, *args, **kwargs)
        meetup = self.meetup
        pictures = list(Picture.objects.shown().filter(meetup=meetup)) if meetup is not None else []
        return {**context, "meetup": meetup, "meetup_page": self.get_parent(), "pictures": pictures}
