"""Where editors write the questions that invite films."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from our_childhood.models import Prompt


class PromptViewSet(SnippetViewSet):
    """Questions: words, ages, picture, order, and whether they are on show."""

    model = Prompt
    icon = "help"
    menu_label = _("Questions")
    menu_order = 210
    add_to_admin_menu = True
    list_display = ["question", "locale", "youngest", "oldest", "active", "sort_order"]
    list_filter = ["active", "locale"]
    search_fields = ["question", "hint"]
    ordering = ["sort_order", "question"]
    panels = [
        FieldPanel("question", help_text=_("Short, and kind. A child of 7 can read it.")),
        FieldPanel("hint", help_text=_("One short sentence that gets them started.")),
        FieldPanel("slug", help_text=_("In the page's address. Keep it once films have come in.")),
        FieldPanel("picture"),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("youngest"), FieldPanel("oldest")]),
                FieldRowPanel([FieldPanel("sort_order"), FieldPanel("active")]),
            ],
            heading=_("Who it is for, and when it shows"),
        ),
    ]
