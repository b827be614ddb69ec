"""The room's staff side: how days were."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from takeover.days.desk import views
from takeover.desk.menu import MENU


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern]:
    return [path("days/", views.days, name="days_desk")]


class DaysMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return views.may_read(request.user)


@hooks.register(MENU)
def desk_menu_item() -> MenuItem:
    return DaysMenuItem(_("Days"), reverse("days_desk"), name="days", icon_name="date", order=56)
