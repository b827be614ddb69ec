"""The room's staff side: a light desk for councils' pages, and the list of councils."""

from __future__ import annotations

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from cicc_meetups.desk.menu import MENU
from cicc_meetups.profiles.desk import views
from cicc_meetups.profiles.models import Profile
from moderation.desk import Desk
from moderation.enums import Verdict

DESK = Desk(
    model=Profile,
    name="council_page",
    slug="council-pages",
    title=_("Councils' pages"),
    card="profiles/admin/card.html",
    reasons="council-",
    order=12,
    icon="group",
    verdicts=(Verdict.APPROVE, Verdict.ASK_CHANGE, Verdict.REFUSE, Verdict.HOLD),
    prepare=lambda rows: rows.select_related("council__authority", "contact", "reply"),
)
register_snippet(DESK.viewset())


@hooks.register("register_admin_urls")
def council_urls() -> list[Any]:
    return [
        path("council-workers/councils/", views.councils, name="meetup_councils"),
        path("council-pages/<int:pk>/logo/", views.logo, name="council_logo"),
        *DESK.urls(),
    ]


@hooks.register(MENU)
def council_pages_menu_item() -> MenuItem:
    return DESK.menu_item()
