"""The room's staff side."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from cicc_meetups.desk.menu import MENU


@hooks.register("register_admin_menu_item")
def meetups_menu_item() -> MenuItem:
    """Return the one entry under which every desk of meetups stands; nobody sees it empty."""
    return SubmenuMenuItem(
        _("Meetups"), Menu(register_hook_name=MENU), name="meetups", icon_name="date", order=53
    )
