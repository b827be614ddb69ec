"""Where staff see what hosts did in a season, and commend by hand."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from people.staff_pages import headed
from takeover.commendations import actions, queries
from takeover.commendations.desk.forms import GiveForm
from takeover.commendations.enums import Level, Mark
from takeover.commendations.models import Commendation
from takeover.models import Host, Season

VIEW, CHANGE = "commendations.view_commendation", "commendations.change_commendation"
PER_PAGE = 50


@require_safe
def season(request: HttpRequest) -> HttpResponse:
    """/admin/commendations/: hosts of one season, the newest unless another is asked for."""
    _let_in(request)
    today = timezone.localdate()
    seasons = list(queries.seasons(today))
    asked = request.GET.get("season", "")
    shown = next((each for each in seasons if str(each.pk) == asked), seasons[0] if seasons else None)
    hosts = (
        queries.hosts_of(shown, today).order_by("name", "pk") if shown is not None else Host.objects.none()
    )
    page = Paginator(hosts, PER_PAGE).get_page(request.GET.get("p"))
    return render(
        request,
        "commendations/admin/season.html",
        {
            "season": shown,
            "seasons": seasons,
            "page": page,
            "marks": list(Mark),
            "rows": queries.rows(shown, page.object_list, today) if shown is not None else [],
            **headed(_("Commendations"), icon="success"),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def host(request: HttpRequest, season_pk: int, pk: int) -> HttpResponse:
    """/admin/commendations/<season>/<host>/: what it did, and the form to commend it by hand."""
    _let_in(request)
    shown = get_object_or_404(Season.objects.canonical(), pk=season_pk)
    found = get_object_or_404(queries.hosts_of(shown, timezone.localdate()), pk=pk)
    form = GiveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        _may_change(request)
        if form.is_valid():
            assert isinstance(request.user, User)
            actions.give(host=found, season=shown, user=request.user, **form.cleaned_data)
            messages.success(request, _("Done. The host is told."))
            return redirect("commendation_host", season_pk, pk)
    row = queries.rows(shown, [found], timezone.localdate())[0]
    given = row.commendation
    return render(
        request,
        "commendations/admin/host.html",
        {
            "season": shown,
            "row": row,
            "level": Level(given.level) if given is not None else None,
            "marks": [(mark, mark in row.marks) for mark in Mark],
            "form": form,
            "may_change": request.user.has_perm(CHANGE),
            **headed(found.name, (_("Commendations"), reverse("commendations_desk")), icon="success"),
        },
        status=422 if form.errors else 200,
    )


@require_http_methods(["POST"])
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """POST: a commendation counts no more."""
    _let_in(request)
    _may_change(request)
    mine = get_object_or_404(Commendation.objects.select_related("host"), pk=pk)
    assert isinstance(request.user, User)
    if actions.take_back(commendation=mine, user=request.user):
        messages.success(request, _("It is taken back. Its certificate counts no more."))
    return redirect("commendation_host", mine.season_id, mine.host_id)


def _let_in(request: HttpRequest) -> None:
    if not request.user.has_perm(VIEW):
        raise Http404


def _may_change(request: HttpRequest) -> None:
    if not request.user.has_perm(CHANGE):
        raise PermissionDenied
