"""The staff edge: the audit trail, to read and never to change, for Safeguarding leads."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from safeguarding.models import AuditEntry, HarmList


class AuditIndexView(generic.IndexView):
    """Newest first, with filters by act, actor and subject; every look at it is a look on record."""

    def get_queryset(self) -> Any:
        return super().get_queryset().order_by("-id")


class AuditViewSet(ModelViewSet):
    model = AuditEntry
    name = "audit"
    icon = "history"
    menu_label = _("Audit trail")
    menu_order = 910
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    index_view_class = AuditIndexView
    form_fields = ["act"]
    list_display = [
        DateColumn("at", label=_("When")),
        Column("act", label=_("What")),
        Column("subject", label=_("To what")),
        Column("actor", label=_("By")),
        Column("facts", label=_("Facts")),
    ]
    list_filter = ["act", "actor", "subject"]
    inspect_view_fields = ["at", "actor", "act", "subject", "facts", "previous_hash", "hash"]


audit_viewset = AuditViewSet()


class HarmListViewSet(SnippetViewSet):
    """Words to listen for, once in each language of the site (S21)."""

    model = HarmList
    icon = "list-ul"
    menu_label = _("Words of harm")
    list_display = ["__str__", DateColumn("changed_at", label=_("Changed"))]
    copy_view_enabled = False
    panels = [FieldPanel("red"), FieldPanel("amber")]

    def register_chooser_viewset(self) -> None:
        """Nothing chooses a list."""
