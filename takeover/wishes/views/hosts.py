"""/takeovers/host/wishes/: wishes a host could say yes to, and the button that begins a takeover."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cms import keyset
from geography.names import region_name
from safeguarding import audit
from takeover.challenges import actions as challenges
from takeover.challenges import queries as written
from takeover.challenges.journey import WRITING
from takeover.challenges.views.edge import for_writer
from takeover.models import Host
from takeover.wishes import actions, queries
from takeover.wishes.models import Wish


@require_safe
@for_writer
def wishes(request: HttpRequest, host: Host) -> HttpResponseBase:
    """/takeovers/host/wishes/: public wishes of the host's own region, and of none, newest first."""
    region = host.authority.region
    try:
        page = keyset.page(queries.for_hosts(region), request.GET.get("before", ""), moment="approved_at")
    except keyset.NoSuchMark as error:
        raise Http404 from error
    here = reverse("wishes:for-hosts")
    context = {
        "wishes": page.rows,
        "region": region_name(region),
        "newest": here if request.GET.get("before") else "",
        "older": f"{here}?before={page.older}" if page.older else "",
        "can_begin": written.seasons().exists(),
    }
    return render(request, "wishes/for_hosts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_writer
def offer(request: HttpRequest, host: Host, slug: str) -> HttpResponseBase:
    """/takeovers/host/wishes/<slug>/offer/: POST begins a takeover; opened by hand, it leads to the list."""
    wish = get_object_or_404(Wish.objects.public(), slug=slug)
    season = written.seasons().first()
    if request.method != "POST" or season is None:
        return redirect("wishes:for-hosts")
    try:
        made = actions.offer(wish=wish, host=host, season=season, by=audit.actor(request.user))
    except Wish.DoesNotExist as error:
        raise Http404 from error
    except (challenges.NotNow, challenges.TooManyDrafts):
        messages.error(request, _("You have begun many takeovers. Send or throw away one of them first."))
        return redirect("challenges:mine")
    due = WRITING.first_unanswered({})
    return redirect("challenges:write", made.draft_id, due.slug if due is not None else "decide")
