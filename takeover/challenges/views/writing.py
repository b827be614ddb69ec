"""Writing a challenge: one topic a page; saved at each; checked, then sent to be checked by us."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from safeguarding import audit
from safeguarding.hearing import hear
from takeover.challenges import actions, queries, words
from takeover.challenges.forms import WhichSeasonForm
from takeover.challenges.journey import WRITING
from takeover.challenges.models import Draft
from takeover.challenges.views.edge import for_writer, own_challenge, own_draft
from takeover.models import Host, Season
from takeover.topic_form import TopicForm
from takeover.topics import Topic
from takeover.views.topic_pages import TopicPages


@require_safe
@for_writer
def mine(request: HttpRequest, host: Host) -> HttpResponseBase:
    """/takeovers/host/challenges/: everything this host wrote: drafts, what runs, and what is over."""
    today = timezone.localdate()
    rows = queries.listed(host.challenges.order_by("first_date", "id"), host, today)
    return render(
        request,
        "challenges/mine.html",
        {
            "host": host,
            "drafts": queries.unsent(host),
            "to_come": [row for row in rows if row.challenge.last_date >= today],
            "over": [row for row in reversed(rows) if row.challenge.last_date < today],
            "can_begin": queries.seasons().exists(),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_writer
def begin(request: HttpRequest, host: Host) -> HttpResponseBase:
    """/takeovers/host/challenges/new/: what makes a good one; the button that begins."""
    return _begin(request, host, "challenges/new.html", {})


@require_http_methods(["GET", "HEAD", "POST"])
@for_writer
def copy(request: HttpRequest, host: Host, pk: int) -> HttpResponseBase:
    """/takeovers/host/challenges/<pk>/copy/: a new one with these words, for this season or the next."""
    return _begin(request, host, "challenges/copy.html", {"challenge": own_challenge(host, pk)})


@require_http_methods(["GET", "HEAD", "POST"])
@for_writer
def topic(request: HttpRequest, host: Host, pk: int, slug: str) -> HttpResponseBase:
    """/takeovers/host/challenges/drafts/<pk>/<topic>/: any topic, in any order."""
    draft = own_draft(host, pk)
    answers, pages = queries.answers(draft, host), _pages(draft)
    this = WRITING.find(slug, answers)
    if this is None:
        raise Http404
    if request.method != "POST":
        return _ask(request, this, draft, answers, pages.put_by(request, this, answers))
    if "search" in request.POST:
        return _ask(request, this, draft, answers, pages.searched(request, this, answers))
    form = this.form(request.POST, answers=answers)
    if not form.is_valid():
        return _ask(request, this, draft, answers, form)
    shown = actions.keep(draft=draft, answers=form.kept, by=audit.actor(request.user))
    if _is_live(draft):
        said = "shown" if shown else "kept"
        return HttpResponseRedirect(f"{pages.home}?{said}={this.slug}")
    return pages.onward(request, this, queries.answers(draft, host))


@require_http_methods(["GET", "HEAD", "POST"])
@for_writer
def check(request: HttpRequest, host: Host, pk: int) -> HttpResponseBase:
    """/takeovers/host/challenges/drafts/<pk>/check/: every answer, and the button that sends.

    Where an answer is missing, it leads there: this is how writing goes on.
    """
    draft = own_draft(host, pk)
    answers, pages = queries.answers(draft, host), _pages(draft)
    due = WRITING.first_unanswered(answers)
    if due is not None:
        return HttpResponseRedirect(pages.address(due))
    if request.method == "POST":
        try:
            challenge = actions.send(draft=draft, by=audit.actor(request.user))
        except actions.StillAsked:
            return HttpResponseRedirect(pages.home)
        texts = [str(draft.answers.get(name) or "") for name in words.TEXTS]
        hear(*texts, by=audit.actor(request.user), subject=challenge, user=request.user)
        return redirect("challenges:own", challenge.pk)
    return render(
        request,
        "challenges/check.html",
        {
            "draft": draft,
            "sections": pages.sections(answers),
            "hits": queries.hits(queries.written(draft)),
            "again": draft.challenge is not None,
            "live": _is_live(draft),
            "fit": host.is_fit,
            "back": pages.home,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_writer
def drop(request: HttpRequest, host: Host, pk: int) -> HttpResponseBase:
    """/takeovers/host/challenges/drafts/<pk>/drop/: a page that asks once, and a button that deletes."""
    draft = own_draft(host, pk)
    if draft.challenge is not None and draft.challenge.first_published_at is not None:
        raise Http404
    if request.method != "POST":
        return render(request, "challenges/drop.html", {"draft": draft, "back": _pages(draft).home})
    actions.drop(draft=draft, by=audit.actor(request.user))
    return redirect("challenges:mine")


def _begin(request: HttpRequest, host: Host, template: str, context: dict[str, Any]) -> HttpResponseBase:
    """Ask for the season while there is a choice, then begin a draft, with or without words to copy."""
    seasons = list(queries.seasons())
    form = None
    if len(seasons) > 1:
        form = WhichSeasonForm(request.POST if request.method == "POST" else None, answers={})
    too_many = False
    if request.method == "POST" and seasons and (form is None or form.is_valid()):
        chosen = seasons[0] if form is None else Season.objects.get(pk=form.cleaned_data["season"])
        try:
            if "challenge" in context:
                draft = actions.copy(
                    challenge=context["challenge"], season=chosen, by=audit.actor(request.user)
                )
            else:
                draft = actions.begin(host=host, season=chosen, by=audit.actor(request.user))
        except actions.TooManyDrafts:
            too_many = True
        else:
            return redirect("challenges:write", draft.pk, WRITING.table[0].slug)
    return render(
        request,
        template,
        {
            **context,
            "form": form,
            "season": seasons[0] if seasons else None,
            "too_many": too_many,
            "topics": WRITING.table,
            "back": reverse("challenges:mine"),
        },
        status=422 if (form is not None and form.errors) or too_many else 200,
    )


def _pages(draft: Draft) -> TopicPages:
    challenge = draft.challenge
    home = reverse("challenges:own", args=[challenge.pk]) if challenge else reverse("challenges:mine")
    return TopicPages(
        journey=WRITING,
        address=lambda topic: reverse("challenges:write", args=[draft.pk, topic.slug]),
        check=reverse("challenges:write-check", args=[draft.pk]),
        home=home,
    )


def _ask(
    request: HttpRequest, this: Topic, draft: Draft, answers: dict[str, Any], form: TopicForm | None
) -> HttpResponse:
    """Show one topic. What is published is changed one topic at a time, from its own page."""
    pages = _pages(draft)
    alone = {"back": pages.home, "to_check": True} if _is_live(draft) else {}
    return pages.ask(request, this, answers, form, **alone)


def _is_live(draft: Draft) -> bool:
    return draft.challenge is not None and draft.challenge.live
