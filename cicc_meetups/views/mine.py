"""A worker's own pages: which council, how the check stands, an answer, and leaving."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from cicc_meetups import actions, queries, registering
from cicc_meetups.doors import WORKERS
from cicc_meetups.ending import LEFT
from cicc_meetups.forms import NEW, CouncilForm, ReplyForm
from cicc_meetups.models import Worker
from cicc_meetups.views.edge import for_worker
from consent import withdrawal
from moderation.checked import CheckState, Seen
from people import unsaved
from safeguarding import audit

WORDS = {
    CheckState.WAITING: _("Somebody on our team checks that your council is yours to speak for."),
    CheckState.ASKED: _("Read our question below and answer it."),
    CheckState.CHECKED: _("We have checked you. You can do everything here for your council."),
    CheckState.ENDED: _("It is a while since we checked you. We look again."),
    CheckState.REFUSED: _("Read why below. You can change what you told us; then we look again."),
}


@require_safe
@for_worker
def mine(request: HttpRequest, worker: Worker) -> HttpResponseBase:
    """/meetups/mine/: how the check stands, and what there is to do."""
    return _own_page(request, worker)


@require_http_methods(["GET", "HEAD", "POST"])
@WORKERS.for_guest
def register(request: HttpRequest, user: User, slug: str) -> HttpResponseBase:
    """/meetups/mine/register/<step>/: one topic a page, the first time and whenever something changes."""
    if slug not in registering.STEPS:
        raise Http404
    worker = queries.worker_of(user)
    facts = registering.said(request, worker)
    if slug == "council" and not facts.get("authority"):
        return redirect("meetups:register", "where")
    given = request.POST if request.method == "POST" else unsaved.take(request)
    form = registering.form_of(slug, facts, given)
    if request.method == "POST":
        if isinstance(form, CouncilForm):
            form.hear(by=audit.actor(user), subject=worker, user=user)
        if form.is_valid():
            registering.keep(request, form)
            due = registering.due(registering.said(request, worker))
            return redirect("meetups:register", due) if due else redirect("meetups:register-check")
    slugs = list(registering.STEPS)
    place = slugs.index(slug)
    context = {
        "form": form,
        "name": registering.STEPS[slug],
        "step": place + 1,
        "steps": len(slugs),
        "alone": len(form.fields) == 1,
        "back": reverse("meetups:register", args=[slugs[place - 1]]) if place else "",
    }
    return render(request, "cicc_meetups/register.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@WORKERS.for_guest
def check(request: HttpRequest, user: User) -> HttpResponseBase:
    """/meetups/mine/register/check/: every answer with a way to change it, and the button that sends."""
    worker = queries.worker_of(user)
    facts = registering.said(request, worker)
    due = registering.due(facts)
    if due:
        return redirect("meetups:register", due)
    if request.method == "POST":
        chosen = facts["council"]
        try:
            actions.register(
                user=user,
                authority=facts["authority"],
                council=None if chosen == NEW else int(chosen),
                council_name=facts["council_name"],
                facts={name: facts[name] for name in ("name", "role", "phone")},
                language=get_language() or "en",
            )
        except actions.NoSuchCouncil:
            return redirect("meetups:register", "council")
        registering.clear(request)
        return redirect("meetups:mine")
    context = {"sections": registering.sections(facts), "again": worker is not None}
    return render(request, "cicc_meetups/register_check.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_worker
def answer(request: HttpRequest, worker: Worker, pk: int) -> HttpResponseBase:
    """/meetups/mine/questions/<pk>/: POST an answer; opened by hand, it leads to the page it is on."""
    asked = get_object_or_404(worker.looks.filter(verdict=Seen.ASKED), pk=pk)
    given = request.POST if request.method == "POST" else unsaved.take(request)
    if given is None:
        return redirect("meetups:mine")
    form = ReplyForm(given, label_suffix="")
    by = audit.actor(request.user)
    if request.method == "POST":
        form.hear(by=by, subject=worker, user=request.user)
    if request.method != "POST" or not form.is_valid():
        return _own_page(request, worker, form)
    actions.answer(look=asked, words=form.cleaned_data["answer"], by=by)
    return redirect("meetups:mine")


@require_http_methods(["GET", "HEAD", "POST"])
@for_worker
def leave(request: HttpRequest, worker: Worker) -> HttpResponseBase:
    """/meetups/mine/leave/: a page that asks once, and a button that deletes (S8)."""
    if request.method != "POST":
        return render(request, "cicc_meetups/leave.html")
    withdrawal.withdraw(subject=worker, by=audit.actor(request.user), route=LEFT)
    request.session.flush()
    return render(request, "cicc_meetups/left.html")


def _own_page(request: HttpRequest, worker: Worker, form: ReplyForm | None = None) -> HttpResponseBase:
    state = worker.state(timezone.localdate())
    last = worker.looks.last()
    question = last if state == CheckState.ASKED else None
    if question is not None and form is None:
        form = ReplyForm(label_suffix="")
    context = {
        "worker": worker,
        "state": state,
        "words": WORDS[state],
        "question": question,
        "reason": last if state == CheckState.REFUSED else None,
        "checked": state == CheckState.CHECKED,
        "form": form,
    }
    bad = form is not None and form.errors
    return render(request, "cicc_meetups/mine.html", context, status=422 if bad else 200)
