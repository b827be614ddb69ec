"""Where editors write versions of the Pledge."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet

from pledge.models import Version


class VersionViewSet(SnippetViewSet):
    """Versions: words for each reader, and the day from which they are the Pledge."""

    model = Version
    icon = "clipboard-list"
    menu_label = _("Versions of the Pledge")
    menu_order = 225
    add_to_admin_menu = True
    list_display = ["title", "locale", "starts_date"]
    list_filter = ["locale"]
    search_fields = ["title"]
    ordering = ["-starts_date"]
