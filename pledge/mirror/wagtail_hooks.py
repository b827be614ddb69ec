"""The staff side of 'Did it happen?'."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from pledge.desk.menu import MENU
from pledge.mirror.desk import views


@hooks.register("register_admin_urls")
def reply_urls() -> list[URLPattern]:
    return [path("did-it-happen/", views.replies, name="mirror_replies")]


class RepliesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return views.may_read(request.user)


@hooks.register(MENU)
def replies_menu_item() -> MenuItem:
    return RepliesMenuItem(
        _("Did it happen?"), reverse("mirror_replies"), name="replies", icon_name="help", order=30
    )
