"""/admin/council-workers/councils/: councils and how far their pages are; a logo to look at."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from wagtail.permissions import policy_registry

from cicc_meetups.desk import workers
from cicc_meetups.profiles import queries
from cicc_meetups.profiles.models import Profile
from people.staff_pages import headed
from safeguarding import audit
from safeguarding import queries as holds
from storage import responses
from uploads import pictures

PER_PAGE = 50


class CouncilsForm(forms.Form):
    """Which councils to list; a plain GET."""

    q = forms.CharField(label=_("Council or authority"), max_length=80, required=False)
    page = forms.ChoiceField(
        label=_("Page"),
        required=False,
        choices=[
            ("", _("All")),
            ("public", _("Public")),
            ("waiting", _("Being checked")),
            ("none", _("None, or a draft")),
        ],
    )


@require_safe
def councils(request: HttpRequest) -> HttpResponse:
    """Councils, not people: names of workers are a page further, on record."""
    if not workers.may_see(request.user):
        raise Http404
    form = CouncilsForm(request.GET)
    if not form.is_valid():
        raise Http404
    given = form.cleaned_data
    rows = queries.councils(words=given["q"], page=given["page"])
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
    return render(
        request,
        "profiles/admin/councils.html",
        {
            "form": form,
            "page": page,
            "rows": page.object_list,
            "can_check": _may_check(request.user),
            **headed(_("Councils"), (_("Council workers"), reverse("worker_desk")), icon="group"),
        },
    )


@require_safe
def logo(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A logo nobody outside sees yet; each look is on record (S22)."""
    if not _may_check(request.user):
        raise Http404
    found = get_object_or_404(Profile.objects.here().exclude(key=""), pk=pk)
    if holds.is_sealed(found):
        raise Http404
    audit.record(by=audit.actor(request.user), act="profile.logo_looked", subject=found)
    return responses.private(request, found.key, pictures.KIND)


def _may_check(user: Any) -> bool:
    return policy_registry.get_by_type(Profile).user_has_permission(user, "view")
