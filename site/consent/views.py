"""The page of whoever is asked by a link: looking never answers, pressing does.

Mail scanners open links, so a GET changes nothing. The token in the address is the only key, so
there is no cookie, and another site cannot press the button without knowing it. Help for children
never shows here (S6); the pages are `private, no-store` and send no referrer.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from consent import actions, queries, subjects, wordings
from consent.enums import Channel, Purpose
from consent.models import Answer, Ask, Wording
from consent.rules import Word
from people.numbers import whole_number
from people.pages import View, personal

YES, NO, OUT = "yes", "no", "out"
BY = "link"  # of the trail: who it was, child's adult, authority or somebody else, is sealed
TITLES = {
    Purpose.USE_IN_REPORTS: _("May we also use it in our reports and talks?"),
    Purpose.CONTACT_AGAIN: _("May we write to you again?"),
    Purpose.SHARE_WITH_HOST: _("May the host know their first name and what they need?"),
    Purpose.PHOTO_AT_EVENT: _("May photos be taken of them on the day?"),
}


def by_link(view: View) -> View:
    """Keep the address, which is a key, out of caches, search engines and referrers."""

    @wraps(view)
    @personal
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "no-referrer"
        return response

    return kept


@csrf_exempt  # the token is the authority; there is no cookie another site could ride on
@by_link
@require_http_methods(["GET", "HEAD", "POST"])
def ask_answer(request: HttpRequest, token: str) -> HttpResponse:
    """/say-yes-or-no/<token>/: GET shows, POST answers; the same link takes a yes back later (S4, S8)."""
    asked = queries.open_ask(token)
    shown = subjects.shown(asked) if asked is not None else None
    if asked is None or shown is None:
        return render(request, "consent/ask_over.html", status=404)
    unsure = False
    if request.method == "POST":
        choice, purpose = request.POST.get("answer"), _purpose(request, asked)
        if choice in (YES, NO) and purpose is not None:
            return _take(request, asked, purpose, shown, yes=choice == YES, token=token)
        unsure = True
    main = _question(asked, Purpose(asked.purpose))
    agreed = main.given is not None and main.given.yes
    return render(
        request,
        subjects.page(asked.subject_type.model_class()),
        {
            "asked": asked,
            "main": main,
            "agreed": agreed,
            "further": [_question(asked, purpose) for purpose in _further(asked)] if agreed else [],
            "shown": shown,
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
    if asked is None or subjects.shown(asked) is None:
        raise Http404
    try:
        return subjects.preview(request, asked.subject)
    except FileNotFoundError as error:
        raise Http404 from error


@by_link
@require_safe
def ask_done(request: HttpRequest, said: str) -> HttpResponse:
    """/say-yes-or-no/done/<no|out|…>/: what was heard, without the link in the address."""
    if (page := subjects.farewell_page(said)) is not None:
        return render(request, page)
    if said not in (NO, OUT):
        raise Http404
    return render(request, "consent/ask_done.html", {"deleted": said == NO})


@dataclass(frozen=True, slots=True)
class Question:
    """One purpose on the page: its words, and what this link said to it last, while that counts."""

    purpose: Purpose
    title: str
    words: Wording
    given: Answer | None


def _question(asked: Ask, purpose: Purpose) -> Question:
    language = get_language() or asked.wording.language
    words = queries.wording(purpose, asked.party, language)
    if purpose == asked.purpose and words.language != language.split("-", maxsplit=1)[0]:
        words = asked.wording  # no translation: the language they were written to in
    given = _given(asked, purpose)
    return Question(purpose, str(TITLES.get(purpose, "")), words, given)


def _given(asked: Ask, purpose: Purpose) -> Answer | None:
    """Return this link's last word; a yes that has ended, or is to older words, is asked for again."""
    last = asked.answers.filter(purpose=purpose).select_related("wording").order_by("-id").first()
    return None if last is None or queries.holds(last) in (Word.ENDED, Word.OLD_WORDS) else last


def _further(asked: Ask) -> list[Purpose]:
    """Return what else can be asked of this party, one question each: never bundled with the first."""
    return [
        purpose
        for purpose in subjects.further(asked.subject_type.model_class())
        if purpose != asked.purpose and wordings.has(purpose, asked.party)
    ]


def _purpose(request: HttpRequest, asked: Ask) -> Purpose | None:
    """Return which question was answered; the others only after a yes to the first."""
    chosen = request.POST.get("purpose", asked.purpose)
    if chosen == asked.purpose:
        return Purpose(asked.purpose)
    main = _given(asked, Purpose(asked.purpose))
    known = {str(purpose): purpose for purpose in _further(asked)}
    return known.get(chosen) if main is not None and main.yes else None


def _take(
    request: HttpRequest,
    asked: Ask,
    purpose: Purpose,
    shown: subjects.Shown,
    *,
    yes: bool,
    token: str,
) -> HttpResponse:
    given = _given(asked, purpose)
    if given is None or given.yes != yes:
        try:
            actions.answer(
                subject=asked.subject,
                party=asked.party,
                purpose=purpose,
                yes=yes,
                wording=_wording_read(request, asked, purpose),
                channel=Channel.LINK,
                by=BY,
                asked=asked,
            )
        except actions.LinkOver:
            return render(request, "consent/ask_over.html", status=404)
    if yes or purpose != asked.purpose:
        return HttpResponseRedirect(reverse("consent:ask-answer", args=[token]))
    said = subjects.farewell(asked.subject_type.model_class()) or (NO if shown.ends else OUT)
    return redirect("consent:ask-done", said)


def _wording_read(request: HttpRequest, asked: Ask, purpose: Purpose) -> Wording:
    """Return the very words that stood above the button that was pressed, if they may still be said."""
    number = whole_number(request.POST.get("words", ""))
    party = wordings.said_as(asked.party)
    read = (
        Wording.objects.filter(pk=number, purpose=purpose, party=party).first()
        if number is not None
        else None
    )
    if read is not None:
        return read
    if purpose == asked.purpose:
        return asked.wording
    return queries.wording(purpose, asked.party, asked.wording.language)
