"""Editors keep the help page as a snippet, once in each language."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from help_at_hand.models import HelpText


class HelpTextViewSet(SnippetViewSet):
    model = HelpText
    icon = "help"
    menu_label = _("Help page")
    list_display = ["heading", "phone", "locale"]
    inspect_view_enabled = True


register_snippet(HelpTextViewSet)
