"""The room's staff side: a light desk for pictures of meetups, adding them, and a text to copy."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from cicc_meetups.after.desk import views
from cicc_meetups.after.models import Picture
from cicc_meetups.after.permissions import may_add
from cicc_meetups.desk.menu import MENU
from moderation.desk import Desk

DESK = Desk(
    model=Picture,
    name="meetup_picture",
    slug="meetup-picture-checks",
    title=_("Pictures to check"),
    card="after/admin/card.html",
    reasons="picture-",
    order=50,
    icon="image",
    prepare=lambda rows: rows.select_related("meetup__region", "reply").prefetch_related("people"),
)
register_snippet(DESK.viewset())


class PicturesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return may_add(request.user)


@hooks.register("register_admin_urls")
def picture_urls() -> list[Any]:
    return [
        path("meetup-pictures/", views.meetups, name="meetup_pictures"),
        path("meetup-pictures/<int:pk>/add/", views.add, name="meetup_pictures_add"),
        path("meetup-pictures/<int:pk>/picture/", views.picture, name="meetup_picture"),
        path("meetup-pictures/<int:pk>/post/", views.post, name="meetup_post"),
        *DESK.urls(),
    ]


@hooks.register(MENU)
def pictures_menu_item() -> MenuItem:
    return PicturesMenuItem(
        _("Pictures and posts"),
        reverse("meetup_pictures"),
        name="meetup-pictures",
        icon_name="image",
        order=49,
    )


@hooks.register(MENU)
def picture_checks_menu_item() -> MenuItem:
    return DESK.menu_item()
