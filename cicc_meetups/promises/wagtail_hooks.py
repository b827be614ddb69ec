"""The room's staff side: writing down, and light desks on which two others check it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from cicc_meetups.desk.menu import MENU
from cicc_meetups.promises.desk import views
from cicc_meetups.promises.models import News, Promise
from moderation.desk import Desk

PROMISES = Desk(
    model=Promise,
    name="promise",
    slug="promise-checks",
    title=_("Promises to check"),
    card="promises/admin/card.html",
    reasons="promise-",
    order=40,
    icon="pin",
    prepare=lambda rows: rows.select_related("meetup__region", "question", "reply"),
)
NEWS = Desk(
    model=News,
    name="promise_news",
    slug="promise-news",
    title=_("News of promises"),
    card="promises/admin/news_card.html",
    reasons="promise-",
    order=41,
    icon="rotate",
    prepare=lambda rows: rows.select_related("promise__meetup__region", "reply"),
)
register_snippet(PROMISES.viewset())
register_snippet(NEWS.viewset())


class RecordersMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.has_perm(views.PERMISSION)


@hooks.register("register_admin_urls")
def promise_urls() -> list[Any]:
    return [
        path("promises/", views.promises, name="promises"),
        path("promises/record/<int:pk>/", views.record, name="promise_record"),
        path("promises/<int:pk>/tell/", views.tell, name="promise_tell"),
        path("promises/<int:pk>/later/", views.later, name="promise_later"),
        *PROMISES.urls(),
        *NEWS.urls(),
    ]


@hooks.register(MENU)
def promises_menu_item() -> MenuItem:
    return RecordersMenuItem(_("Promises"), reverse("promises"), name="promises", icon_name="pin", order=39)


@hooks.register(MENU)
def promise_checks_menu_item() -> MenuItem:
    return PROMISES.menu_item()


@hooks.register(MENU)
def promise_news_menu_item() -> MenuItem:
    return NEWS.menu_item()
