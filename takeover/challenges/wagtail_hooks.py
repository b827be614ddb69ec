"""The room's staff side: the challenges' desk."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from takeover.challenges.desk import export, figures, views
from takeover.challenges.viewsets import ChallengeViewSet
from takeover.desk.menu import MENU
from takeover.desk.review import DeskMenuItem

register_snippet(ChallengeViewSet)


@hooks.register("register_admin_urls")
def desk_urls() -> list[Any]:
    hold = views.HoldView.as_view()
    return [
        path("challenges/", views.DeskView.as_view(), name="challenge_desk"),
        path("takeover-figures/", figures.season_figures, name="takeover_figures"),
        path("challenges/export/", export.ChallengesExportView.as_view(), name="challenge_export"),
        path("challenges/<int:pk>/", views.ChallengeView.as_view(), name="challenge_check"),
        path(
            "challenges/<int:pk>/decide/<slug:verdict>/", views.DecideView.as_view(), name="challenge_decide"
        ),
        path("challenges/<int:pk>/hold/", hold, {"act": "hold"}, name="challenge_hold"),
        path("challenges/<int:pk>/lift/", hold, {"act": "lift"}, name="challenge_lift"),
    ]


@hooks.register(MENU)
def desk_menu_item() -> MenuItem:
    return DeskMenuItem(views.DESK, icon="tick-inverse", order=20)


class FiguresMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(figures.PERMISSION)


@hooks.register(MENU)
def figures_menu_item() -> MenuItem:
    return FiguresMenuItem(
        _("Figures"), reverse("takeover_figures"), name="takeover-figures", icon_name="table", order=80
    )
