"""The room's staff side: the challenges' desk."""

from __future__ import annotations

from typing import Any

from django.urls import path
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from takeover.challenges.desk import export, views
from takeover.challenges.viewsets import ChallengeViewSet
from takeover.desk.review import DeskMenuItem

register_snippet(ChallengeViewSet)


@hooks.register("register_admin_urls")
def desk_urls() -> list[Any]:
    hold = views.HoldView.as_view()
    return [
        path("challenges/", views.DeskView.as_view(), name="challenge_desk"),
        path("challenges/export/", export.ChallengesExportView.as_view(), name="challenge_export"),
        path("challenges/<int:pk>/", views.ChallengeView.as_view(), name="challenge_check"),
        path(
            "challenges/<int:pk>/decide/<slug:verdict>/", views.DecideView.as_view(), name="challenge_decide"
        ),
        path("challenges/<int:pk>/hold/", hold, {"act": "hold"}, name="challenge_hold"),
        path("challenges/<int:pk>/lift/", hold, {"act": "lift"}, name="challenge_lift"),
    ]


@hooks.register("register_admin_menu_item")
def desk_menu_item() -> MenuItem:
    return DeskMenuItem(views.DESK, icon="tick-inverse", order=53)
