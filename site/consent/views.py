"""The grown-up's page: looking never answers, pressing does.

Mail scanners open links, so a GET changes nothing. The token in the address is the only key, so
there is no cookie, and another site cannot press the button without knowing it. Help for children
never shows here (S6); the pages are `private, no-store` and send no referrer.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from consent import actions, queries, subjects
from consent.enums import Channel, Party, Purpose
from consent.models import Answer, Ask, Wording

YES, NO = "yes", "no"
BY = "guardian"


def by_link[**P](view: Callable[P, HttpResponseBase]) -> Callable[P, HttpResponseBase]:
    """Keep the address, which is a key, out of caches, search engines and referrers."""

    @wraps(view)
    def kept(*args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        response = view(*args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    return kept


@csrf_exempt  # the token is the authority; there is no cookie another site could ride on
@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def ask_answer(request: HttpRequest, token: str) -> HttpResponse:
    """/say-yes-or-no/<token>/: GET shows, POST answers; the same link takes a yes back later (S4, S8)."""
    asked = queries.open_ask(token)
    shown = subjects.shown(asked.subject) if asked is not None else None
    if asked is None or shown is None:
        return render(request, "consent/ask_over.html", status=404)
    given = asked.answers.order_by("-id").first()
    unsure = False
    if request.method == "POST":
        choice = request.POST.get("answer")
        if choice in (YES, NO):
            return _take(request, asked, given, yes=choice == YES, token=token)
        unsure = True
    return render(
        request,
        "consent/ask_answer.html",
        {
            "asked": asked,
            "given": given if given is not None and given.yes else None,
            "shown": shown,
            "words": _words(asked, get_language() or asked.wording.language),
            "film_url": reverse("consent:ask-preview", args=[token]) if shown.has_preview else "",
            "unsure": unsure,
        },
        status=422 if unsure else 200,
    )


@by_link
@require_safe
def ask_preview(request: HttpRequest, token: str) -> HttpResponseBase:
    """/say-yes-or-no/<token>/film: the preview, for whoever holds a link that works."""
    asked = queries.open_ask(token)
    if asked is None or subjects.shown(asked.subject) is None:
        raise Http404
    try:
        return subjects.preview(request, asked.subject)
    except FileNotFoundError as error:
        raise Http404 from error


@by_link
@require_safe
def ask_done(request: HttpRequest, said: str) -> HttpResponse:
    """/say-yes-or-no/done/<yes|no>/: what was heard, without the link in the address."""
    if said not in (YES, NO):
        raise Http404
    return render(request, "consent/ask_done.html", {"yes": said == YES})


def _take(request: HttpRequest, asked: Ask, given: Answer | None, *, yes: bool, token: str) -> HttpResponse:
    if given is None or given.yes != yes:
        try:
            actions.answer(
                subject=asked.subject,
                party=Party(asked.party),
                purpose=Purpose(asked.purpose),
                yes=yes,
                wording=_wording_read(request, asked),
                channel=Channel.LINK,
                by=BY,
                asked=asked,
            )
        except actions.LinkOver:
            return render(request, "consent/ask_over.html", status=404)
    if yes:
        return HttpResponseRedirect(reverse("consent:ask-answer", args=[token]))
    return redirect("consent:ask-done", NO)


def _words(asked: Ask, language: str) -> Wording:
    """Return the words in the reader's language, else in the one they were written to in."""
    words = queries.wording(Purpose(asked.purpose), Party(asked.party), language)
    return words if words.language == language.split("-", maxsplit=1)[0] else asked.wording


def _wording_read(request: HttpRequest, asked: Ask) -> Wording:
    """Return the very words that stood above the button that was pressed."""
    key = request.POST.get("words", "")
    words = (
        Wording.objects.filter(pk=key, purpose=asked.purpose, party=asked.party).first()
        if key.isascii() and key.isdigit()
        else None
    )
    return words or asked.wording
