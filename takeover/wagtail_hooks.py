"""The room's staff side: the hosts' desk, and seasons."""

from __future__ import annotations

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.snippets.models import register_snippet

from takeover.desk import export, views
from takeover.desk.hosts import DESK
from takeover.desk.menu import MENU
from takeover.desk.review import DeskMenuItem
from takeover.viewsets import HostViewSet, SeasonViewSet

register_snippet(HostViewSet)
register_snippet(SeasonViewSet)


@hooks.register("register_admin_urls")
def desk_urls() -> list[Any]:
    return [
        path("hosts/", views.DeskView.as_view(), name="host_desk"),
        path("hosts/export/", export.HostsExportView.as_view(), name="host_export"),
        path("hosts/<int:pk>/", views.HostView.as_view(), name="host_check"),
        path("hosts/<int:pk>/tick/<slug:proof>/", views.TickView.as_view(), name="host_tick"),
        path("hosts/<int:pk>/decide/<slug:verdict>/", views.DecideView.as_view(), name="host_decide"),
        path("hosts/<int:pk>/suspend/", views.SuspendView.as_view(), {"act": "suspend"}, name="host_suspend"),
        path("hosts/<int:pk>/resume/", views.SuspendView.as_view(), {"act": "resume"}, name="host_resume"),
        path("hosts/<int:pk>/papers/<int:paper>/", views.PaperView.as_view(), name="host_paper"),
    ]


@hooks.register("register_admin_menu_item")
def takeovers_menu_item() -> MenuItem:
    """Return the one entry under which every desk of takeovers stands; nobody sees it empty."""
    return SubmenuMenuItem(
        _("Takeovers"), Menu(register_hook_name=MENU), name="takeovers", icon_name="group", order=52
    )


@hooks.register(MENU)
def desk_menu_item() -> MenuItem:
    return DeskMenuItem(DESK, icon="group", order=10)
