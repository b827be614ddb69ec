"""What everybody reads: which councils there are, as a list and a map that says the same, and one of them."""

from __future__ import annotations

from typing import Any

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import slugify
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from cicc_meetups.profiles import queries
from cicc_meetups.profiles.forms import RegionForm
from cicc_meetups.profiles.models import Profile
from cms.caching import shared
from geography import queries as geography
from geography.hex_map import HexMap, england
from geography.models import LocalAuthority
from moderation import tell_us as telling
from moderation.told_words import IT
from people.numbers import whole_number
from people.pages import personal

PER_PAGE = 24


@shared
def councils(request: HttpRequest) -> HttpResponse:
    """/meetups/councils/?region=&page=: by region, then by authority.

    A region or page that is not there is no page, so that one list has one address for caches.
    """
    form = RegionForm(request.GET, label_suffix="")
    if not form.is_valid():
        raise Http404
    region = form.cleaned_data["region"]
    pages = queries.shown()
    if region:
        pages = pages.filter(council__authority__region=region)
    return _list(request, pages, {"form": form, "narrowed": bool(region)}, {"region": region})


@shared
def authority(request: HttpRequest, authority: str) -> HttpResponse:
    """/meetups/councils/<authority>/: the councils of one authority; most have one."""
    where = next((each for each in geography.authorities() if slugify(each.name) == authority), None)
    if where is None:
        raise Http404
    pages = queries.shown().filter(council__authority=where)
    return _list(request, pages, {"authority": where, "narrowed": True}, {})


@shared
def council(request: HttpRequest, authority: str, council: str) -> HttpResponse:
    """/meetups/councils/<authority>/<number>-<name>/: one council; an older name leads to the one it has."""
    profile = _profile(council)
    address = profile.get_absolute_url()
    if request.path != address:
        return redirect(address)
    context = {
        "profile": profile,
        "contact": queries.contact(profile),
        "questions": queries.asked(profile.council),
        "promises": queries.promised(profile.council),
        "tell_us": reverse("profiles:tell-us", args=[profile.council_id]),
    }
    return render(request, "profiles/council.html", context)


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def tell_us(request: HttpRequest, pk: int) -> HttpResponse:
    """/meetups/councils/<number>/tell-us/: something is wrong with a page, told without an account (S14)."""
    # What was put away while somebody was writing about it is still told about.
    rows = Profile.objects.here().filter(live=True) if request.method == "POST" else queries.shown()
    # By the council's own key: a foreign key takes numbers that are too large to the database.
    profile = get_object_or_404(rows, council__pk=pk)
    return telling.page(request, profile, name=profile.called, back=reverse("profiles:councils"), about=IT)


def _profile(council: str) -> Profile:
    number = whole_number(council.partition("-")[0])
    if number is None:
        raise Http404
    return get_object_or_404(queries.shown(), council=number)


def _list(
    request: HttpRequest, pages: QuerySet[Profile], more: dict[str, Any], chosen: dict[str, str]
) -> HttpResponse:
    paginator = Paginator(pages, PER_PAGE)
    try:
        page = paginator.page(request.GET.get("page", "1"))
    except (PageNotAnInteger, EmptyPage) as error:
        raise Http404 from error
    rows = page.object_list
    context = {
        **more,
        "found": _said(paginator.count),
        "profiles": rows,
        "before": _address(request, chosen, page.previous_page_number()) if page.has_previous() else "",
        "next": _address(request, chosen, page.next_page_number()) if page.has_next() else "",
        "map": _map(),
    }
    return render(request, "profiles/councils.html", context)


def _address(request: HttpRequest, chosen: dict[str, str], page: int) -> str:
    said = {name: value for name, value in chosen.items() if value}
    if page > 1:
        said["page"] = str(page)
    return f"{request.path}?{urlencode(said)}" if said else request.path


def _map() -> HexMap:
    """Return which authorities have councils with a page. Councils are not people, so all are counted."""
    return england(geography.authorities(), queries.counts(), url=_url, say=_said, of_people=False)


def _url(where: LocalAuthority) -> str:
    return reverse("profiles:authority", args=[slugify(where.name)])


def _said(number: int) -> str:
    return ngettext("%(n)s council", "%(n)s councils", number) % {"n": number}
