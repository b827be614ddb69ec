"""The front door and the pages editors write."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.blocks import BodyBlock
from cms.models import BasePage


class HomePage(BasePage):
    """One claim, one button, a child in a too-big chair."""

    claim = models.CharField(_("claim"), max_length=80)
    claim_mark = models.CharField(
        _("underlined part of the claim"),
        max_length=40,
        blank=True,
        help_text=_("Words of the claim, exactly."),
    )
    lead = models.CharField(_("first words"), max_length=200)
    button_label = models.CharField(_("button"), max_length=40)
    button_address = models.CharField(
        _("button leads to"),
        max_length=100,
        default="/films/make/",
        help_text=_("As in English: /films/make/"),
    )
    films_heading = models.CharField(_("heading over the newest films"), max_length=60, blank=True)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("below"))

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("claim"),
                FieldPanel("claim_mark"),
                FieldPanel("lead"),
                FieldPanel("button_label"),
                FieldPanel("button_address"),
            ],
            heading=_("Top"),
        ),
        FieldPanel("films_heading"),
        FieldPanel("body"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("claim"), index.SearchField("lead")]
    parent_page_types = ["wagtailcore.Page"]
    template = "home/home_page.html"


class ContentPage(BasePage):
    """Words on a page: privacy, accessibility, about, news."""

    lead = models.TextField(_("first words"), max_length=400, blank=True)
    easy_read = models.BooleanField(
        _("easy read"), default=False, help_text=_("Bigger letters in a plainer face.")
    )
    show_below = models.BooleanField(
        _("list the pages below"), default=False, help_text=_("As cards at the end of this page.")
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("lead"),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("easy_read"), FieldPanel("show_below")], heading=_("How it reads")),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("lead"), index.SearchField("body")]
    parent_page_types = ["home.HomePage", "home.ContentPage"]
    template = "home/content_page.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Adds `below`: live child pages, newest first, when this page lists them."""
        context = super().get_context(request, *args, **kwargs)
        context["below"] = (
            self.get_children().live().public().order_by("-first_published_at") if self.show_below else []
        )
        return context

    @property
    def body_class(self) -> str:
        return f"{super().body_class}{' easy-read' if self.easy_read else ''}"
