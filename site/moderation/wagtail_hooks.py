"""The room's staff side: what we are told, and second looks."""

from typing import Any

from wagtail import hooks
from wagtail.admin.menu import MenuItem

from moderation import told_desk


@hooks.register("register_admin_urls")
def told_urls() -> list[Any]:
    return told_desk.urls()


@hooks.register("register_admin_menu_item")
def reports_menu_item() -> MenuItem:
    return told_desk.menu_items()[0]


@hooks.register("register_admin_menu_item")
def appeals_menu_item() -> MenuItem:
    return told_desk.menu_items()[1]
