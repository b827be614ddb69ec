"""/admin/promises/: what was promised, what to ask about, and writing both down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cicc_meetups.models import Meetup
from cicc_meetups.promises import actions, queries
from cicc_meetups.promises.desk.forms import NewsForm, PromiseForm
from cicc_meetups.promises.enums import PromiseState
from cicc_meetups.promises.models import Promise
from cicc_meetups.questions import queries as questions
from moderation import text_checks
from people import staff_pages
from safeguarding import audit

PERMISSION = "promises.record_promise"
PER_PAGE = 25
ICON = "pin"
LATER = timedelta(days=28)
_View = Callable[..., HttpResponse]


def for_recorders(view: _View) -> _View:
    """Let in those who write promises down; nobody else learns that something is here."""

    @wraps(view)
    def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm(PERMISSION):
            raise Http404
        return view(request, *args, **kwargs)

    return inside


@require_safe
@for_recorders
def promises(request: HttpRequest) -> HttpResponse:
    """/admin/promises/: what is due first; and the meetups at which something was promised."""
    now = timezone.now()
    context = {
        "promises": Paginator(queries.for_staff(), PER_PAGE).get_page(request.GET.get("p")),
        "meetups": Meetup.objects.past(now).select_related("region")[:12],
        "today": timezone.localdate(),
    }
    return staff_pages.page(request, "promises/admin/promises.html", context, _("Promises"), icon=ICON)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recorders
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """/admin/promises/record/<meetup>/: what was promised there."""
    meetup = get_object_or_404(Meetup.objects.select_related("region"), pk=pk)
    if meetup.starts_at > timezone.now() or meetup.cancelled_at is not None:
        raise Http404
    asked = questions.ordered(meetup)
    initial = {"made_date": timezone.localdate(meetup.starts_at)}
    form = PromiseForm(request.POST or None, initial=initial, questions=asked)
    if request.method == "POST" and form.is_valid():
        by = audit.actor(request.user)
        actions.record(meetup=meetup, user=request.user, by=by, **form.cleaned_data)
        messages.success(request, _("Written down. Two others check it; then everybody can read it."))
        return redirect("promises")
    context = {"form": form, "lead": str(meetup), "hits": _hits(form)}
    return staff_pages.page(request, "promises/admin/form.html", context, _("A promise"), _up(), icon=ICON)


@require_http_methods(["GET", "HEAD", "POST"])
@for_recorders
def tell(request: HttpRequest, pk: int) -> HttpResponse:
    """/admin/promises/<pk>/tell/: what became of it."""
    promise = get_object_or_404(Promise.objects.public(), pk=pk)
    form = NewsForm(request.POST or None, initial={"on_date": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "state": PromiseState(form.cleaned_data["state"])}
        actions.tell(promise=promise, user=request.user, by=audit.actor(request.user), **given)
        messages.success(request, _("Written down. Two others check it; then everybody can read it."))
        return redirect("promises")
    context = {"form": form, "lead": promise.words, "hits": _hits(form)}
    return staff_pages.page(
        request, "promises/admin/form.html", context, _("What became of it"), _up(), icon=ICON
    )


@require_POST
@for_recorders
def later(request: HttpRequest, pk: int) -> HttpResponse:
    """/admin/promises/<pk>/later/: nobody could say yet; ask again in four weeks."""
    promise = get_object_or_404(Promise.objects.public(), pk=pk)
    on = timezone.localdate() + LATER
    actions.ask_later(promise=promise, on=on, by=audit.actor(request.user))
    messages.success(request, _("We ask again in four weeks."))
    return redirect("promises")


def _hits(form: Any) -> list[text_checks.Hit]:
    return text_checks.hits(*(str(form.data.get(name, "")) for name in ("words", "who")))


def _up() -> tuple[str, str]:
    return _("Promises"), reverse("promises")
