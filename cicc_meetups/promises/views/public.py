"""What everybody reads: what was promised, and what happened because of it (S32)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from cicc_meetups.promises import queries
from cicc_meetups.promises.enums import PromiseState
from cicc_meetups.promises.forms import FilterForm
from cicc_meetups.promises.models import Promise
from cms import keyset
from cms.caching import shared
from geography.models import Region
from moderation import tell_us as telling
from moderation.told_words import IT
from people.pages import personal


@shared
def promises(request: HttpRequest) -> HttpResponse:
    """/meetups/promises/?region=&state=&before=<mark>: newest first.

    A region or state that is not there is no page, so that one list has one address for caches.
    """
    form = FilterForm(request.GET, label_suffix="")
    if not form.is_valid():
        raise Http404
    given = form.cleaned_data
    region = Region.objects.filter(code=given["region"]).first() if given["region"] else None
    state = PromiseState(given["state"]) if given["state"] else None
    rows = queries.shown(region=region, state=state)
    try:
        page = keyset.page(rows, request.GET.get("before", ""), moment="approved_at")
    except keyset.NoSuchMark as error:
        raise Http404 from error
    here, chosen = reverse("promises:promises"), {name: value for name, value in given.items() if value}
    context = {
        "form": form,
        "promises": page.rows,
        "narrowed": bool(chosen),
        "newest": _address(here, chosen) if request.GET.get("before") else "",
        "older": _address(here, {**chosen, "before": page.older}) if page.older else "",
    }
    return render(request, "promises/promises.html", context)


@shared
def promise(request: HttpRequest, slug: str) -> HttpResponse:
    """/meetups/promises/<slug>/: one promise, and all that became of it."""
    found = get_object_or_404(queries.shown(), slug=slug)
    return render(request, "promises/promise.html", {"promise": found})


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def tell_us(request: HttpRequest, slug: str) -> HttpResponse:
    """/meetups/promises/<slug>/tell-us/: something is wrong with it, told without an account (S14)."""
    # What was put away while somebody was writing about it is still told about.
    rows = Promise.objects.here().filter(live=True) if request.method == "POST" else Promise.objects.public()
    found = get_object_or_404(rows, slug=slug)
    return telling.page(request, found, name=found.words, back=reverse("promises:promises"), about=IT)


def _address(here: str, chosen: dict[str, str]) -> str:
    return f"{here}?{urlencode(chosen)}" if chosen else here
