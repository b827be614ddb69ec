"""The room's staff side: the groups' desk, and the bookings of a challenge."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import policy_registry

from takeover.desk.menu import MENU
from takeover.sign_ups.desk import views
from takeover.sign_ups.models import Group


@hooks.register("register_admin_urls")
def desk_urls() -> list[Any]:
    return [
        path("groups/", views.GroupsView.as_view(), name="group_desk"),
        path("groups/<int:pk>/", views.GroupView.as_view(), name="group_check"),
        path("groups/<int:pk>/look/<slug:verdict>/", views.LookView.as_view(), name="group_look"),
        path("places/<int:pk>/", views.BookingsView.as_view(), name="challenge_places"),
        path("places/<int:pk>/call-off/", views.CallOffView.as_view(), name="challenge_call_off"),
        path("places/bookings/<int:pk>/cancel/", views.CancelView.as_view(), name="sign_up_cancel"),
    ]


class GroupsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return policy_registry.get_by_type(Group).user_has_permission(request.user, "view")


@hooks.register(MENU)
def desk_menu_item() -> MenuItem:
    return GroupsMenuItem(
        _("Groups"), reverse("group_desk"), name="groups-of-children", icon_name="user", order=30
    )
