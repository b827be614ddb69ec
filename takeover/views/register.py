"""The registration: one topic a page, in the order of takeover.journey; save and come back whenever."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from people import limits
from safeguarding import audit
from takeover import actions, documents, emails, journey, queries
from takeover.documents import MAX_BYTES, NotTaken
from takeover.enums import DocumentKind
from takeover.forms import PapersForm
from takeover.models import Registration
from takeover.topic_form import TopicForm
from takeover.topics import Topic
from takeover.views.edge import for_host
from takeover.views.topic_pages import TopicPages

_FIELDS = {f"{kind.value}_file": kind for kind in DocumentKind}
_NAMED = ("organisation", "place")  # after these an organisation can be told from others
PAPERS_FROM_ONE_PLACE = 200  # an hour
LETTERS_TO_COLLEAGUES = 10  # an hour, from one place


@require_http_methods(["GET", "HEAD", "POST"])
@for_host
def topic(request: HttpRequest, registration: Registration, slug: str) -> HttpResponseBase:
    """/takeovers/host/register/<topic>/: any topic, in any order; the usual way is one after another."""
    answers = registration.answers
    this = journey.REGISTRATION.find(slug, answers)
    if this is None:
        raise Http404
    if request.method != "POST":
        return _ask(request, this, registration, _pages().put_by(request, this, answers))
    if "search" in request.POST:
        return _ask(request, this, registration, _pages().searched(request, this, answers))
    if "drop" in request.POST:
        return _drop(request, this, registration)
    form = this.form(request.POST, request.FILES, answers=answers)
    if not form.is_valid() or not _take_papers(request, this, registration, form):
        return _ask(request, this, registration, form)
    if this.form is not PapersForm:
        actions.keep(registration=registration, answers=form.kept, language=get_language() or "en")
    if this.slug in _NAMED and queries.twin(registration.answers, but=registration.host):
        return redirect("takeover:same-name")
    return _pages().onward(request, this, registration.answers)


@require_http_methods(["GET", "HEAD", "POST"])
@for_host
def check(request: HttpRequest, registration: Registration) -> HttpResponseBase:
    """/takeovers/host/register/check/: every answer with a way to change it, and the button that sends."""
    due = journey.REGISTRATION.first_unanswered(registration.answers)
    if due is not None:
        return HttpResponseRedirect(_pages().address(due))
    if request.method == "POST":
        try:
            actions.send(registration=registration, by=audit.actor(request.user))
        except actions.SameName:
            return redirect("takeover:same-name")
        except actions.StillAsked:
            return redirect("takeover:host")
        except actions.NotOpen:
            return render(request, "takeover/not_open.html", {"signed_in": True})
        return redirect("takeover:host")
    return render(
        request,
        "takeover/register_check.html",
        {
            "sections": [*_pages().sections(registration.answers), _papers_section(registration)],
            "again": registration.host is not None,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_host
def same_name(request: HttpRequest, registration: Registration) -> HttpResponseBase:
    """/takeovers/host/register/same-name/: noticed, not doubled; and nobody is told who registered."""
    found = queries.twin(registration.answers, but=registration.host)
    if found is None:
        return redirect("takeover:host")
    told = False
    if request.method == "POST":
        told = limits.allow(request, act="host-colleague", most=LETTERS_TO_COLLEAGUES, seconds=3600)
        if told:
            emails.colleague(found, email=registration.owner.email)
    return render(
        request,
        "takeover/same_name.html",
        {
            "name": queries.whole_name(registration.answers),
            "told": told,
            "too_often": request.method == "POST" and not told,
            "change": reverse("takeover:register-topic", args=["organisation"]),
            "email": registration.owner.email,
        },
    )


def _take_papers(request: HttpRequest, this: Topic, registration: Registration, form: TopicForm) -> bool:
    """Keep the files of the papers' page; say whether all of them were taken."""
    if this.form is not PapersForm:
        return True
    if request.FILES and not limits.allow(
        request, act="host-paper", most=PAPERS_FROM_ONE_PLACE, seconds=3600
    ):
        form.add_error(None, documents.Problem.NO_ROOM.label)
        return False
    fine = True
    for field, kind in _FIELDS.items():
        file = request.FILES.get(field)
        if file is None:
            continue
        try:
            documents.take(registration=registration, kind=kind, file=file)
        except NotTaken as error:
            form.add_error(field, error.problem.label)
            fine = False
    return fine


def _drop(request: HttpRequest, this: Topic, registration: Registration) -> HttpResponse:
    here = documents.newest(registration)
    wanted = here.get(request.POST["drop"])
    if this.form is PapersForm and wanted is not None:
        actions.drop_paper(document=wanted, by=audit.actor(request.user))
    return HttpResponseRedirect(request.get_full_path())


def _pages() -> TopicPages:
    return TopicPages(
        journey=journey.REGISTRATION,
        address=lambda topic: reverse("takeover:register-topic", args=[topic.slug]),
        check=reverse("takeover:register-check"),
        home=reverse("takeover:host"),
    )


def _ask(
    request: HttpRequest, this: Topic, registration: Registration, form: TopicForm | None = None
) -> HttpResponse:
    return _pages().ask(
        request,
        this,
        registration.answers,
        form,
        email=registration.owner.email,
        papers=_papers(registration) if this.form is PapersForm else [],
        megabytes=MAX_BYTES // 1024**2,
    )


def _papers_section(registration: Registration) -> dict[str, Any]:
    """Return the papers as TopicPages.sections does topics: which are here, and how large."""
    last = journey.TOPICS[-1]
    rows = [
        (
            kind.label,
            _("It is here (%(size)s)") % {"size": filesizeformat(paper.size)}
            if paper is not None
            else _("Not here yet"),
        )
        for kind, paper in _papers(registration)
    ]
    return {"slug": last.slug, "name": last.name, "rows": rows, "change": _pages().change(last)}


def _papers(registration: Registration) -> list[tuple[DocumentKind, Any]]:
    here = documents.newest(registration)
    return [(kind, here.get(kind)) for kind in DocumentKind]
