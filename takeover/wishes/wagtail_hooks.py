"""The room's staff side: a light desk on which many wishes are gone through."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from moderation.desk import Desk
from takeover.desk.menu import MENU
from takeover.wishes.models import Wish

DESK = Desk(
    model=Wish,
    name="wish",
    slug="wishes",
    title=_("Wishes"),
    card="wishes/admin/card.html",
    reasons="wish-",
    order=54,
    icon="pick",
    prepare=lambda rows: rows.select_related("region", "reply"),
)
register_snippet(DESK.viewset())


@hooks.register("register_admin_urls")
def wish_urls() -> list[Any]:
    return DESK.urls()


@hooks.register(MENU)
def wish_menu_item() -> MenuItem:
    return DESK.menu_item()
