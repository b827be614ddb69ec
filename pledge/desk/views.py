"""/admin/pledge/: who has signed, narrowed; figures; a table to take away; what children said."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people import staff_pages
from pledge import actions, figures, queries
from pledge.desk.forms import NarrowForm
from pledge.enums import Gone
from pledge.models import Signature
from safeguarding import audit, spreadsheets
from safeguarding.permissions import by_group

TITLE = gettext_lazy("The Pledge")
ICON = "clipboard-list"
PER_PAGE = 50
AT_ONCE = 500
COLUMNS = (
    *("kind", "role", "organisation", "council area", "region", "version"),
    *("sent", "confirmed", "counts until", "wants name shown"),
)

type View = Callable[..., HttpResponseBase]


def may_look(user: Any) -> bool:
    """Whether one of the person's groups lets them look at signatures: being a superuser does not (S1)."""
    return ("pledge", "view_signature") in by_group(user)


def for_staff(view: View) -> View:
    """Let those in who look at signatures; for everybody else there is no such page."""

    @wraps(view)
    def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_look(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return inside


@require_safe
@for_staff
def signatures(request: HttpRequest) -> HttpResponse:
    """/admin/pledge/: the list. Addresses are shown to nobody."""
    form = NarrowForm(request.GET)
    rows = queries.listed(form.cleaned_data if form.is_valid() else {})
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "form": form,
        "page": page,
        "signed": figures.count(),
        "waiting": Signature.objects.waiting().count(),
        "query": request.GET.urlencode(),
    }
    return staff_pages.page(request, "pledge/admin/signatures.html", context, TITLE, icon=ICON)


@require_POST
@for_staff
def export(request: HttpRequest) -> HttpResponseBase:
    """/admin/pledge/export/: the narrowed list as a table; no name and no address is in it (S22)."""
    form = NarrowForm(request.POST)
    said = form.cleaned_data if form.is_valid() else {}
    rows = queries.listed(said)
    user: Any = request.user
    taken = audit.record(
        by=audit.actor(user),
        act="pledge.exported",
        subject=user,
        rows=rows.count(),
        **{name: str(getattr(value, "pk", value) or "")[:90] for name, value in said.items()},
    )
    lines = (_line(row) for row in rows.iterator(AT_ONCE))
    return spreadsheets.answer(name="pledge", columns=COLUMNS, rows=lines, taken=taken)


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff
def signature(request: HttpRequest, pk: int) -> HttpResponse:
    """/admin/pledge/<pk>/: one signature; opening it is on record. POST ends it, for good."""
    row = get_object_or_404(queries.listed({}), pk=pk)
    by = audit.actor(request.user)
    if request.method == "POST":
        if "sure" not in request.POST:
            messages.error(request, _("Nothing was done. Tick the box if you are sure."))
            return redirect("pledge_signature", pk)
        actions.take_back(signature=row, by=by, route=Gone.STAFF)
        messages.success(request, _("It counts no more, and what it said is deleted."))
        return redirect("pledge_signatures")
    audit.record(by=by, act="signature.opened", subject=row)
    title, above = _("Signature %(number)s") % {"number": pk}, (TITLE, reverse("pledge_signatures"))
    return staff_pages.page(
        request, "pledge/admin/signature.html", {"signature": row}, title, above, icon=ICON
    )


def _line(row: Signature) -> Sequence[Any]:
    moments = (timezone.localdate(moment) if moment else "" for moment in (row.sent_at, row.confirmed_at))
    where = (row.authority.name, row.authority.region.name, row.version.title)
    said = (row.kind, row.get_role_display(), row.organisation, *where)
    return (*said, *moments, row.kept_until or "", "yes" if row.wants_name else "no")
