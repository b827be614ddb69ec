"""The staff edge: the data map, to read, among the reports (S1)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from people import data_map, staff_pages


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """/admin/reports/data-map/: for whoever may enter the admin; there is nothing personal in it."""
    context: dict[str, Any] = {
        "kept": [entry for entry in data_map.entries() if entry.personal],
        "questions": data_map.questions(),
    }
    return staff_pages.page(request, "people/data_map.html", context, _("Data map"), icon="list-ul")


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    return [path("reports/data-map/", show, name="data_map")]


@hooks.register("register_reports_menu_item")
def menu_item() -> MenuItem:
    return MenuItem(
        gettext_lazy("Data map"), reverse("data_map"), name="data-map", icon_name="list-ul", order=1100
    )
