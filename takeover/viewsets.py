"""Where editors set up seasons; and what Wagtail's own lists know about hosts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from takeover.desk.hosts import DESK
from takeover.desk.menu import MENU
from takeover.desk.review import AtTheDesk
from takeover.models import Host, Season


class SeasonViewSet(SnippetViewSet):
    """Seasons: words, days, hopes. What runs and what is over follows from the days."""

    model = Season
    icon = "calendar-alt"
    menu_label = _("Seasons")
    menu_order = 90
    menu_hook = MENU
    list_display = ["name", "locale", "national_date", "hosts_until_date", "ends_date"]
    list_filter = ["locale"]
    search_fields = ["name"]
    ordering = ["-starts_date"]
    panels = [
        FieldPanel("name"),
        FieldPanel("intro", help_text=_("Everybody reads it on the page about takeovers. Short words.")),
        FieldPanel("slug"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("starts_date"), FieldPanel("ends_date")]),
                FieldPanel("national_date"),
            ],
            heading=_("When takeovers happen"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("hosts_from_date"), FieldPanel("hosts_until_date")]),
                FieldRowPanel([FieldPanel("children_from_date"), FieldPanel("children_until_date")]),
            ],
            heading=_("Who can sign up when; both days count"),
        ),
        FieldRowPanel(
            [FieldPanel("target_hosts"), FieldPanel("target_children")], heading=_("What we hope for")
        ),
    ]


class HostViewSet(AtTheDesk):
    model = Host
    desk = DESK
    icon = "group"
