"""The staff edge: the audit trail, to read and never to change, for Safeguarding leads."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import SnippetViewSet

from safeguarding import audit, audit_export
from safeguarding.models import AuditEntry, HarmList


class AuditIndexView(generic.IndexView):
    """Newest first, with filters by act, actor and subject; every look at it is a look on record."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer = super().dispatch(request, *args, **kwargs)
        reader: Any = request.user
        if answer.status_code == 200:
            audit.record(by=audit.actor(reader), act="audit.read", subject=reader)
        return answer

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        button = Button(_("Export"), url=reverse("audit:export"), icon_name="download", priority=20)
        return [*super().header_more_buttons, button]

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

    def get_urlpatterns(self) -> list[Any]:
        return [*super().get_urlpatterns(), path("export/", audit_export.export, name="export")]


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
