from typing import Any

from wagtail import hooks
from wagtail.admin.menu import MenuItem

from safeguarding import switch_desk
from safeguarding.viewsets import AuditViewSet, audit_viewset


@hooks.register("register_admin_viewset")
def audit_trail() -> AuditViewSet:
    return audit_viewset


@hooks.register("register_admin_urls")
def switch_urls() -> list[Any]:
    return switch_desk.urls()


@hooks.register("register_admin_menu_item")
def switch_menu_item() -> MenuItem:
    return switch_desk.menu_item()
