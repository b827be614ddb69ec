"""The staff side of the Pledge: versions, names for the wall, signatures."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.snippets.models import register_snippet

from moderation.desk import Desk
from pledge.desk import views
from pledge.desk.menu import MENU
from pledge.models import PublicName
from pledge.viewsets import VersionViewSet

DESK = Desk(
    model=PublicName,
    name="pledge_name",
    slug="pledge/names",
    title=_("Names for the wall"),
    card="pledge/admin/card.html",
    reasons="pledge-",
    order=20,
    icon="user",
    prepare=lambda rows: rows.select_related("authority", "reply"),
)
register_snippet(DESK.viewset())
register_snippet(VersionViewSet)


@hooks.register("register_admin_urls")
def pledge_urls() -> list[Any]:
    return [
        path("pledge/", views.signatures, name="pledge_signatures"),
        path("pledge/export/", views.export, name="pledge_export"),
        path("pledge/<int:pk>/", views.signature, name="pledge_signature"),
        *DESK.urls(),
    ]


class SignaturesMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return views.may_look(request.user)


@hooks.register("register_admin_menu_item")
def pledge_menu_item() -> MenuItem:
    """Return the one entry under which every desk of the Pledge stands; nobody sees it empty."""
    menu = Menu(register_hook_name=MENU)
    return SubmenuMenuItem(views.TITLE, menu, name="pledge", icon_name="clipboard-list", order=57)


@hooks.register(MENU)
def names_menu_item() -> MenuItem:
    return DESK.menu_item()


@hooks.register(MENU)
def signatures_menu_item() -> MenuItem:
    return SignaturesMenuItem(
        _("Signatures"), reverse("pledge_signatures"), name="signatures", icon_name="list-ul", order=10
    )
