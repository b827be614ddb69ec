"""The room's staff side."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from cicc_meetups.desk import workers
from cicc_meetups.desk.menu import MENU


@hooks.register("register_admin_menu_item")
def meetups_menu_item() -> MenuItem:
    """Return the one entry under which every desk of meetups stands; nobody sees it empty."""
    return SubmenuMenuItem(
        _("Meetups"), Menu(register_hook_name=MENU), name="meetups", icon_name="date", order=53
    )


class WorkersMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return workers.may_see(request.user)


@hooks.register("register_admin_urls")
def worker_urls() -> list[Any]:
    return [
        path("council-workers/", workers.WorkersView.as_view(), name="worker_desk"),
        path("council-workers/<int:pk>/", workers.WorkerView.as_view(), name="worker_check"),
        path("council-workers/<int:pk>/look/<slug:verdict>/", workers.LookView.as_view(), name="worker_look"),
    ]


@hooks.register(MENU)
def workers_menu_item() -> MenuItem:
    return WorkersMenuItem(
        _("Council workers"), reverse("worker_desk"), name="council-workers", icon_name="user", order=10
    )
