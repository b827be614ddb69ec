"""The room's staff side: cases, ready answers, figures."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.admin_url_finder import register_admin_url_finder
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from help_at_hand.cases import queries
from help_at_hand.cases.desk import views
from help_at_hand.cases.models import Canned, Case
from help_at_hand.cases.permissions import may, may_read


class CannedViewSet(SnippetViewSet):
    """Ready answers; advisers keep them, once in each language."""

    model = Canned
    icon = "comment"
    menu_label = gettext_lazy("Ready answers")
    list_display = ["title", "topic", "locale"]
    copy_view_enabled = False


register_snippet(CannedViewSet)


class CaseFinder:
    """Leads a safeguarding lead from a concern to the red case it is about."""

    def __init__(self, user: Any = None) -> None:
        self.user = user

    def get_edit_url(self, instance: Case) -> str | None:
        if self.user is None or not may_read(self.user, instance):
            return None
        return reverse("help_case", args=[instance.pk])


register_admin_url_finder(Case, CaseFinder)


class CasesMenuItem(MenuItem):
    """Says how many red cases wait."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may(request.user, "work_case")

    def render_component(self, request: HttpRequest) -> Any:
        component = super().render_component(request)
        if red := queries.unanswered_reds():
            component.label = _("Help cases: %(n)s red") % {"n": red}
        return component


class FiguresMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return any(may(request.user, right) for right in ("see_help_figures", "release_help_figures"))


@hooks.register("register_admin_urls")
def case_urls() -> list[URLPattern]:
    return [
        path("help-cases/", views.ListView.as_view(), name="help_cases"),
        path("help-cases/<int:pk>/", views.CaseView.as_view(), name="help_case"),
        path("help-cases/<int:pk>/<slug:act>/", views.ActView.as_view(), name="help_case_act"),
        path("help-figures/", views.FiguresView.as_view(), name="help_figures"),
    ]


@hooks.register("register_admin_menu_item")
def cases_menu_item() -> MenuItem:
    return CasesMenuItem(
        gettext_lazy("Help cases"), reverse("help_cases"), name="help-cases", icon_name="comment", order=58
    )


@hooks.register("register_reports_menu_item")
def figures_menu_item() -> MenuItem:
    return FiguresMenuItem(
        gettext_lazy("Help at Hand"),
        reverse("help_figures"),
        name="help-figures",
        icon_name="help",
        order=1000,
    )
