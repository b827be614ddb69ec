"""The room's staff side: commendations."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from takeover.commendations.desk import views
from takeover.desk.menu import MENU


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern]:
    return [
        path("commendations/", views.season, name="commendations_desk"),
        path("commendations/<int:season_pk>/<int:pk>/", views.host, name="commendation_host"),
        path("commendations/<int:pk>/take-back/", views.take_back, name="commendation_take_back"),
    ]


class CommendationsMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(views.VIEW)


@hooks.register(MENU)
def desk_menu_item() -> MenuItem:
    return CommendationsMenuItem(
        _("Commendations"), reverse("commendations_desk"), name="commendations", icon_name="success", order=70
    )
