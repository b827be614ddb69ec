"""The staff side wears the site's name and colours; menus are snippets editors translate."""

from __future__ import annotations

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.models import NavigationItem


class NavigationItemViewSet(SnippetViewSet):
    model = NavigationItem
    icon = "list-ul"
    menu_label = _("Menus")
    list_display = ["label", "place", "sort_order", "locale"]
    list_filter = ["place"]
    search_fields = ["label"]
    ordering = ["place", "sort_order"]


register_snippet(NavigationItemViewSet)


@hooks.register("insert_global_admin_css")
def staff_colours() -> SafeString:
    """Ink menus, marigold marks: the colours of the public site."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/staff.css"))
