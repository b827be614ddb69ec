"""The room's staff side: a light desk for what councils ask, and the list for the day."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from cicc_meetups.desk.menu import MENU
from cicc_meetups.questions.desk import views
from cicc_meetups.questions.models import Question
from moderation.desk import Desk

DESK = Desk(
    model=Question,
    name="question",
    slug="question-checks",
    title=_("Questions to check"),
    card="questions/admin/card.html",
    reasons="question-",
    order=30,
    icon="help",
    prepare=lambda rows: rows.select_related("council", "meetup__region", "reply"),
)
register_snippet(DESK.viewset())


class AskedMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return views.may(request.user)


@hooks.register("register_admin_urls")
def question_urls() -> list[Any]:
    return [
        path("questions-asked/", views.meetups, name="questions_asked"),
        path("questions-asked/<int:pk>/", views.asked, name="questions_asked_at"),
        path("questions-asked/note/<int:pk>/", views.note, name="question_note"),
        *DESK.urls(),
    ]


@hooks.register(MENU)
def question_menu_item() -> MenuItem:
    return DESK.menu_item()


@hooks.register(MENU)
def asked_menu_item() -> MenuItem:
    return AskedMenuItem(
        _("Questions asked"),
        reverse("questions_asked"),
        name="questions-asked",
        icon_name="list-ol",
        order=31,
    )
