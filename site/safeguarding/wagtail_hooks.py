from typing import Any

from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from safeguarding import concern_desk, switch_desk
from safeguarding.viewsets import AuditViewSet, HarmListViewSet, audit_viewset

register_snippet(HarmListViewSet)


@hooks.register("register_admin_viewset")
def audit_trail() -> AuditViewSet:
    return audit_viewset


@hooks.register("register_admin_urls")
def switch_urls() -> list[Any]:
    return switch_desk.urls()


@hooks.register("register_admin_menu_item")
def switch_menu_item() -> MenuItem:
    return switch_desk.menu_item()


@hooks.register("register_admin_urls")
def concern_urls() -> list[Any]:
    return concern_desk.urls()


@hooks.register("register_admin_menu_item")
def concerns_menu_item() -> MenuItem:
    return concern_desk.menu_items()[0]


@hooks.register("register_admin_menu_item")
def raise_menu_item() -> MenuItem:
    return concern_desk.menu_items()[1]
