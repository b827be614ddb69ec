"""The toolkit: pages that editors write for those who plan, bring and take over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from cms.models import BasePage, Tint
from takeover.toolkit.blocks import ToolkitBodyBlock
from takeover.toolkit.enums import Audience, When

_TINTS = {Audience.HOSTS: Tint.TAKEOVERS, Audience.GROUPS: Tint.MEETUPS, Audience.CHILDREN: Tint.FILM}


@dataclass(frozen=True)
class Door:
    """One of the three ways in: `groups` are (when it helps, pages) in the order of a takeover."""

    audience: Audience
    words: str
    tint: Tint
    groups: list[tuple[When, list[ToolkitPage]]]


class ToolkitIndexPage(BasePage):
    """The way in: one door for hosts, one for schools and groups, one for children."""

    lead = models.TextField(_("first words"), max_length=400, blank=True)
    hosts_words = models.CharField(_("words for hosts"), max_length=160, blank=True)
    groups_words = models.CharField(_("words for schools and groups"), max_length=160, blank=True)
    children_words = models.CharField(_("words for children"), max_length=160, blank=True)

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel(
            [
                FieldPanel("hosts_words"),
                FieldPanel("groups_words"),
                FieldPanel("children_words", help_text=_("So that a child of nine can read them.")),
            ],
            heading=_("On the doors"),
            help_text=_("One sentence each. A door is there as soon as one page behind it is published."),
        ),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("lead")]
    parent_page_types = ["home.HomePage"]
    subpage_types = ["toolkit.ToolkitPage"]
    max_count_per_parent = 1
    template = "toolkit/index.html"

    class Meta:
        verbose_name = _("toolkit")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `doors`."""
        context = super().get_context(request, *args, **kwargs)
        context["doors"] = self.doors()
        return context

    def doors(self) -> list[Door]:
        """Return the doors that lead somewhere; two queries, whatever is behind them."""
        pages = list(ToolkitPage.objects.behind(self))
        words = {
            Audience.HOSTS: self.hosts_words,
            Audience.GROUPS: self.groups_words,
            Audience.CHILDREN: self.children_words,
        }
        doors = []
        for audience in Audience:
            theirs = [page for page in pages if page.audience == audience]
            groups = [(when, [page for page in theirs if page.when == when]) for when in When]
            if theirs:
                there = [group for group in groups if group[1]]
                doors.append(Door(audience, words[audience], _TINTS[audience], there))
        return doors


class ToolkitPageQuerySet(PageQuerySet):
    def behind(self, toolkit: ToolkitIndexPage) -> ToolkitPageQuerySet:
        """Pages of `toolkit` that anybody may read, in the order editors gave them, without their bodies."""
        return self.child_of(toolkit).live().public().order_by("path").defer_streamfields()


class ToolkitPage(BasePage):
    """Help with one thing, for one of the three, at one time."""

    audience = models.CharField(_("for whom"), max_length=8, choices=Audience)
    when = models.CharField(_("when it helps"), max_length=6, choices=When, default=When.BEFORE)
    lead = models.TextField(_("first words"), max_length=400, blank=True)
    body = StreamField(ToolkitBodyBlock(), blank=True, verbose_name=_("body"))

    objects = PageManager.from_queryset(ToolkitPageQuerySet)()

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel(
                    "audience",
                    help_text=_("Children's pages: short words, 12 words a sentence, readable at nine."),
                ),
                FieldPanel("when", help_text=_("The door shows pages in the order of a takeover.")),
            ],
            heading=_("For whom, and when"),
        ),
        FieldPanel("lead", help_text=_("What this page helps with, in a sentence or two.")),
        FieldPanel(
            "body",
            help_text=_("A checklist prints with boxes. A download says its kind and size by itself."),
        ),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("lead"), index.SearchField("body")]
    parent_page_types = ["toolkit.ToolkitIndexPage"]
    subpage_types: list[str] = []
    template = "toolkit/page.html"

    class Meta:
        verbose_name = _("toolkit page")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `toolkit`, and `more`: the other pages behind the same door."""
        context = super().get_context(request, *args, **kwargs)
        toolkit = self.get_parent()
        context["toolkit"] = toolkit
        context["more"] = (
            ToolkitPage.objects.behind(toolkit).filter(audience=self.audience).exclude(pk=self.pk)
        )
        return context
