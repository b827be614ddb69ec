"""A host's own page: where it is, what is missing, what we asked, what ends when."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

import storage
from accounts import codes
from consent import withdrawal
from people import unsaved
from people.pages import personal
from safeguarding import audit
from storage import responses
from storage.content_types import DOWNLOAD
from takeover import actions, documents, ending, gate, journey, queries
from takeover.enums import DocumentKind, HostState
from takeover.forms import AnswerForm
from takeover.models import Document, Registration
from takeover.views.edge import for_host, not_open

_WORDS = {
    HostState.WAITING: _("Two people on our team look at everything you sent. We write to you."),
    HostState.ASKED: _("Answer below, change your answers if you need to, and send it back to us."),
    HostState.APPROVED: _("Two people checked what you sent. You are a host."),
    HostState.SUSPENDED: _("Children do not see you for now. See below what is missing."),
    HostState.REFUSED: _("Read why below. You can change your answers and send them again."),
}


@personal
@require_safe
def host(request: HttpRequest) -> HttpResponseBase:
    """/takeovers/host/: before signing in, what it takes; after, the host's own page."""
    user = codes.guest(request)
    today = timezone.localdate()
    if user is None:
        return render(
            request,
            "takeover/host_start.html",
            {"season": queries.open_season({}, today), "topics": journey.TOPICS[1:]},
        )
    registration = queries.registration_of(user)
    if registration is None:
        try:
            registration = actions.begin(owner=user, language=get_language() or "en")
        except actions.NotOpen:
            return not_open(request, user)
    return own_page(request, registration)


@require_http_methods(["GET", "HEAD", "POST"])
@for_host
def question(request: HttpRequest, registration: Registration, pk: int) -> HttpResponseBase:
    """/takeovers/host/questions/<pk>/: POST an answer; opened by hand, it leads to the page it is on."""
    asked = get_object_or_404(registration.questions, pk=pk)
    given = request.POST if request.method == "POST" else unsaved.take(request)
    if given is None:
        return redirect("takeover:host")
    form = AnswerForm(given, prefix=f"q{pk}", label_suffix="")
    if not form.is_valid() or request.method != "POST":
        return own_page(request, registration, {pk: form})
    actions.answer(question=asked, words=form.cleaned_data["answer"], by=audit.actor(request.user))
    return HttpResponseRedirect(reverse("takeover:host") + "#send")


@require_safe
@for_host
def paper(request: HttpRequest, registration: Registration, kind: str) -> HttpResponseBase:
    """/takeovers/host/papers/<kind>/: the host's own paper, as it is here now."""
    found = documents.newest(registration).get(kind)
    if found is None:
        raise Http404
    return download(request, found)


@require_http_methods(["GET", "HEAD", "POST"])
@for_host
def leave(request: HttpRequest, registration: Registration) -> HttpResponseBase:
    """/takeovers/host/leave/: a page that asks once, and a button that deletes."""
    if request.method != "POST":
        return render(request, "takeover/host_leave.html", {"sent": registration.host is not None})
    withdrawal.withdraw(subject=registration, by=audit.actor(request.user), route=ending.LEFT)
    request.session.flush()
    return render(request, "takeover/host_left.html")


def own_page(
    request: HttpRequest, registration: Registration, forms_of: dict[int, Any] | None = None
) -> HttpResponse:
    """Return the host's page; `forms_of` are answers that were not right, by question."""
    row = registration.host
    due = journey.REGISTRATION.first_unanswered(registration.answers)
    open_questions = []
    for asked in registration.questions.all():
        form = (forms_of or {}).get(asked.pk) or AnswerForm(
            prefix=f"q{asked.pk}", initial={"answer": asked.answer}, label_suffix=""
        )
        open_questions.append((asked, form, reverse("takeover:question", args=[asked.pk])))
    state = row.state if row is not None else None
    answered = all(asked.answered_at for asked, *_rest in open_questions)
    changed = row is not None and queries.changed_since_sent(registration)
    return render(
        request,
        "takeover/host_page.html",
        {
            "registration": registration,
            "host": row,
            "state": state,
            "words": _WORDS.get(state) if state is not None else None,
            "due": due,
            "next": reverse("takeover:register-topic", args=[due.slug]) if due else "",
            "topics": _topics(registration),
            "questions": open_questions,
            "may_answer": state == HostState.ASKED,
            "changed": changed,
            "can_send": row is not None
            and due is None
            and answered
            and (changed or state in (HostState.ASKED, HostState.REFUSED)),
            "standings": gate.standings(row) if row is not None else [],
            "missing_papers": _missing_papers(registration),
            "errors_of": next(iter((forms_of or {}).values()), None),
        },
        status=422 if any(form.errors for form in (forms_of or {}).values()) else 200,
    )


def download(request: HttpRequest, document: Document) -> HttpResponseBase:
    """Answer with a paper as a download: never opened in a page, and only once it was scanned (S37)."""
    if document.scanned_at is None:
        raise Http404
    try:
        response = responses.private(request, document.key, DOWNLOAD)
    except FileNotFoundError as error:
        raise Http404 from error
    except storage.Unavailable:
        return HttpResponse(_("The store does not answer. Try again in a minute."), status=503)
    if response.status_code == 200:
        response["Content-Disposition"] = f'attachment; filename="{document.kind}{document.ending}"'
    return response


def _topics(registration: Registration) -> list[tuple[Any, bool, str]]:
    """Return (topic, whether it is answered, its address)."""
    answers = registration.answers
    here = documents.newest(registration)
    return [
        (
            topic,
            topic.answered(answers) if topic.slug != "papers" else bool(here),
            reverse("takeover:register-topic", args=[topic.slug]),
        )
        for topic in journey.REGISTRATION.topics(answers)
    ]


def _missing_papers(registration: Registration) -> list[str]:
    here = documents.newest(registration)
    wanted = set(DocumentKind) - set(here)
    if registration.answers.get("insurance") == "exempt":
        wanted.discard(DocumentKind.INSURANCE)
    return [str(kind.label) for kind in DocumentKind if kind in wanted]
