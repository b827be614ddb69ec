"""A worker's own posts and answers: writing, papers, sending, taking back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cicc_meetups.models import Worker
from cicc_meetups.practice import actions, queries
from cicc_meetups.practice.enums import Kind, PostState, Route, Topic
from cicc_meetups.practice.forms import PaperForm, PostForm
from cicc_meetups.practice.models import MOST_PAPERS, Post
from cicc_meetups.views.edge import for_checked
from moderation import text_checks
from papers import taking
from people import limits
from people.numbers import whole_number
from safeguarding import audit

PAPERS_FROM_ONE_PLACE = 60  # an hour
_CHANGEABLE = (PostState.DRAFT, PostState.ASKED, PostState.REFUSED)


@require_safe
@for_checked
def mine(request: HttpRequest, worker: Worker) -> HttpResponseBase:
    """/meetups/practice/mine/: what this worker wrote, and where it is."""
    context = {"posts": queries.own_posts(worker), "answers": queries.own_answers(worker)}
    return render(request, "practice/mine.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_checked
def new(request: HttpRequest, worker: Worker) -> HttpResponseBase:
    """/meetups/practice/new/: write a post."""
    form = PostForm(request.POST or None, label_suffix="")
    if request.method == "POST":
        by = audit.actor(request.user)
        form.hear(by=by, subject=worker.council, user=request.user)
        if form.is_valid():
            try:
                made = actions.begin(worker=worker, by=by, **_said(form))
            except actions.Enough:
                form.add_error(None, _("You have ten that are not sent. Send one first, or take one back."))
            else:
                return redirect("practice:own", made.slug)
    context = {"form": form, "back": reverse("practice:posts")}
    return render(request, "practice/write.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_checked
def change(request: HttpRequest, worker: Worker, slug: str) -> HttpResponseBase:
    """/meetups/practice/mine/<slug>/change/: change what was not sent, or came back."""
    found = _own(worker, slug)
    if found.state not in _CHANGEABLE:
        raise Http404
    initial = {name: getattr(found, name) for name in ("kind", "topic", "title", "words")}
    form = PostForm(request.POST or None, initial=initial, label_suffix="")
    if request.method == "POST":
        by = audit.actor(request.user)
        form.hear(by=by, subject=found, user=request.user)
        if form.is_valid():
            try:
                actions.keep(post=found, by=by, **_said(form))
            except actions.NotReady as error:
                raise Http404 from error
            return redirect("practice:own", slug)
    context = {"form": form, "back": reverse("practice:own", args=[slug])}
    return render(request, "practice/write.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_checked
def post(request: HttpRequest, worker: Worker, slug: str) -> HttpResponseBase:
    """/meetups/practice/mine/<slug>/: one's own post: where it is, its papers, and sending it.

    POST with `send` sends it, with `drop` takes a paper away, else adds one.
    """
    found = _own(worker, slug)
    changeable = found.state in _CHANGEABLE
    form = PaperForm(label_suffix="")
    if request.method == "POST":
        if not changeable:
            raise Http404
        if "send" in request.POST:
            actions.send(post=found, by=audit.actor(request.user))
            messages.success(request, _("We have it. Two people on our team read it first."))
            return redirect("practice:own", slug)
        if "drop" in request.POST:
            paper = get_object_or_404(found.papers, pk=whole_number(request.POST["drop"]) or 0)
            actions.drop_paper(paper=paper, by=audit.actor(request.user))
            return redirect("practice:own", slug)
        form = PaperForm(request.POST, request.FILES, label_suffix="")
        if form.is_valid() and _taken(request, found, form):
            return redirect("practice:own", slug)
    papers = list(found.papers.all())
    context = {
        "post": found,
        "state": found.state,
        "changeable": changeable,
        "papers": papers,
        "room": changeable and len(papers) < MOST_PAPERS,
        "form": form,
        "hits": text_checks.hits(*found.texts()) if changeable else [],
    }
    return render(request, "practice/own.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_checked
def take_back(request: HttpRequest, worker: Worker, slug: str) -> HttpResponseBase:
    """/meetups/practice/mine/<slug>/take-back/: asks once; the button deletes."""
    found = _own(worker, slug)
    return _take_back(request, found, found.title, reverse("practice:own", args=[slug]))


@require_http_methods(["GET", "HEAD", "POST"])
@for_checked
def take_back_answer(request: HttpRequest, worker: Worker, pk: int) -> HttpResponseBase:
    """/meetups/practice/answers/<pk>/take-back/: asks once; the button deletes."""
    found = get_object_or_404(queries.own_answers(worker), pk=pk)
    return _take_back(request, found, found.words, reverse("practice:mine"))


def _take_back(request: HttpRequest, subject: Any, words: str, back: str) -> HttpResponseBase:
    if request.method != "POST":
        return render(request, "practice/take_back.html", {"words": words, "subject": subject, "back": back})
    actions.take_back(subject=subject, by=audit.actor(request.user), route=Route.WORKER)
    messages.success(request, _("It is taken back, and deleted."))
    return redirect("practice:mine")


def _taken(request: HttpRequest, found: Post, form: PaperForm) -> bool:
    """Keep the paper; what is wrong with it is put on the form."""
    if not limits.allow(request, act="practice-paper", most=PAPERS_FROM_ONE_PLACE, seconds=3600):
        form.add_error("file", taking.Problem.NO_ROOM.label)
        return False
    try:
        actions.add_paper(
            post=found,
            file=form.cleaned_data["file"],
            called=form.cleaned_data["called"],
            by=audit.actor(request.user),
        )
    except taking.NotTaken as error:
        form.add_error("file", error.problem.label)
        return False
    except actions.Enough:
        form.add_error("file", _("Three files are enough. Take one away first."))
        return False
    return True


def _said(form: PostForm) -> dict[str, Any]:
    given = form.cleaned_data
    return {
        "kind": Kind(given["kind"]),
        "topic": Topic(given["topic"]),
        "title": given["title"],
        "words": given["words"],
        "language": get_language() or "en",
    }


def _own(worker: Worker, slug: str) -> Post:
    return get_object_or_404(queries.own_posts(worker), slug=slug)
