"""A host's own pages about what happened and what changed; never the Wagtail admin."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from moderation import text_checks
from people import limits
from people.numbers import whole_number
from safeguarding import audit
from storage import responses
from takeover.challenges.views.edge import for_writer
from takeover.models import Host
from takeover.stories import actions, faces, queries
from takeover.stories.enums import Progress, WriteUpState
from takeover.stories.forms import ChangeForm, PictureForm, WordsForm
from takeover.stories.models import MOST_PICTURES, Change, WriteUp
from uploads import pictures

PICTURES_FROM_ONE_PLACE = 200  # an hour
_CHANGEABLE = (WriteUpState.DRAFT, WriteUpState.ASKED, WriteUpState.REFUSED)


@require_safe
@for_writer
def mine(request: HttpRequest, host: Host) -> HttpResponseBase:
    """/takeovers/host/stories/: what was written, what could be, and what changed."""
    today = timezone.localdate()
    context = {
        "write_ups": queries.of_host(host),
        "challenges": queries.held_here(host, today)[:50],
        "asked": queries.waits_for_change(host, today),
        "changes": Change.objects.here().filter(host=host).select_related("challenge").order_by("-id"),
    }
    return render(request, "stories/host_mine.html", context)


@require_POST
@for_writer
def begin(request: HttpRequest, host: Host, pk: int) -> HttpResponseBase:
    """/takeovers/host/stories/about/<challenge>/: begin to write about it, or go on."""
    challenge = get_object_or_404(queries.held_here(host, timezone.localdate()), pk=pk)
    made = actions.begin(host=host, challenge=challenge, language=_language(), by=audit.actor(request.user))
    return redirect("stories:words", made.pk)


@require_safe
@for_writer
def own(request: HttpRequest, host: Host, pk: int) -> HttpResponseBase:
    """/takeovers/host/stories/<pk>/: where it is, and what can be done."""
    write_up = _own(host, pk)
    state = write_up.state
    context = {"write_up": write_up, "state": state, "changeable": state in _CHANGEABLE}
    if state == WriteUpState.SHOWN:
        context["page"] = write_up.page
    return render(request, "stories/host_own.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_writer
def words(request: HttpRequest, host: Host, pk: int) -> HttpResponseBase:
    """/takeovers/host/stories/<pk>/words/: title and words."""
    write_up = _changeable(host, pk)
    initial = {"title": write_up.title, "words": write_up.words}
    form = WordsForm(request.POST or None, initial=initial, label_suffix="")
    if request.method == "POST":
        form.hear(by=audit.actor(request.user), subject=write_up, user=request.user)
        if form.is_valid():
            said = form.cleaned_data
            try:
                actions.keep(write_up=write_up, language=_language(), by=audit.actor(request.user), **said)
            except actions.NotReady:
                return redirect("stories:own", pk)
            return redirect("stories:pictures", pk)
    context = {"form": form, "write_up": write_up}
    return render(request, "stories/host_words.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_writer
def own_pictures(request: HttpRequest, host: Host, pk: int) -> HttpResponseBase:
    """/takeovers/host/stories/<pk>/pictures/: up to five, one at a time; none is fine."""
    write_up = _changeable(host, pk)
    nameable = queries.nameable(write_up.challenge, timezone.localdate())
    form = PictureForm(label_suffix="", nameable=nameable)
    if "drop" in request.POST:
        found = get_object_or_404(write_up.pictures, pk=whole_number(request.POST["drop"]))
        actions.drop_picture(picture=found, by=audit.actor(request.user))
        return redirect("stories:pictures", pk)
    if request.method == "POST":
        form = PictureForm(request.POST, request.FILES, label_suffix="", nameable=nameable)
        form.hear(by=audit.actor(request.user), subject=write_up, user=request.user)
        if form.is_valid() and _taken(request, write_up, form):
            return redirect("stories:pictures", pk)
    context = {
        "form": form,
        "write_up": write_up,
        "pictures": write_up.pictures.all(),
        "most": MOST_PICTURES,
        "room": write_up.pictures.count() < MOST_PICTURES,
    }
    return render(request, "stories/host_pictures.html", context, status=422 if form.errors else 200)


@require_safe
@for_writer
def picture(request: HttpRequest, host: Host, pk: int, number: int) -> HttpResponseBase:
    """/takeovers/host/stories/<pk>/pictures/<number>/: the host's own picture, as we keep it."""
    found = get_object_or_404(_own(host, pk).pictures, pk=number)
    return responses.private(request, found.key, pictures.KIND)


@require_http_methods(["GET", "HEAD", "POST"])
@for_writer
def check(request: HttpRequest, host: Host, pk: int) -> HttpResponseBase:
    """/takeovers/host/stories/<pk>/check/: all of it, what we would ask about, and the button that sends."""
    write_up = _changeable(host, pk)
    if not write_up.words:
        return redirect("stories:words", pk)
    if request.method == "POST":
        try:
            actions.send(write_up=write_up, by=audit.actor(request.user))
        except actions.NotReady:
            return redirect("stories:check", pk)
        return redirect("stories:own", pk)
    context = {
        "write_up": write_up,
        "pictures": write_up.pictures.all(),
        "hits": text_checks.hits(*write_up.texts()),
        "missing": faces.missing(write_up),
    }
    return render(request, "stories/host_check.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_writer
def take_back(request: HttpRequest, host: Host, pk: int) -> HttpResponseBase:
    """/takeovers/host/stories/<pk>/take-back/: a page that asks once, and a button that deletes."""
    write_up = _own(host, pk)
    if request.method != "POST":
        return render(request, "stories/host_take_back.html", {"write_up": write_up})
    actions.take_back(subject=write_up, by=audit.actor(request.user), route="host")
    return redirect("stories:mine")


@require_http_methods(["GET", "HEAD", "POST"])
@for_writer
def say_change(request: HttpRequest, host: Host, pk: int) -> HttpResponseBase:
    """/takeovers/host/stories/changed/<challenge>/: what changed because of it? (S32)"""
    challenge = get_object_or_404(queries.held_here(host, timezone.localdate()), pk=pk)
    form = ChangeForm(request.POST or None, label_suffix="")
    if request.method == "POST":
        form.hear(by=audit.actor(request.user), subject=challenge, user=request.user)
        if form.is_valid():
            said = form.cleaned_data
            actions.say_change(
                host=host,
                challenge=challenge,
                progress=Progress(said["progress"]),
                words=said["words"],
                language=_language(),
                by=audit.actor(request.user),
            )
            return redirect("stories:mine")
    context = {"form": form, "challenge": challenge}
    return render(request, "stories/host_change.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@for_writer
def take_back_change(request: HttpRequest, host: Host, pk: int) -> HttpResponseBase:
    """/takeovers/host/stories/changed/<pk>/take-back/: a page that asks once, and a button that deletes."""
    change = get_object_or_404(Change.objects.here(), host=host, pk=pk)
    if request.method != "POST":
        return render(request, "stories/host_take_back.html", {"change": change})
    actions.take_back(subject=change, by=audit.actor(request.user), route="host")
    return redirect("stories:mine")


def _taken(request: HttpRequest, write_up: WriteUp, form: PictureForm) -> bool:
    """Keep the picture; what is wrong with it is put on the form."""
    given: dict[str, Any] = form.cleaned_data
    if not limits.allow(request, act="story-picture", most=PICTURES_FROM_ONE_PLACE, seconds=3600):
        form.add_error("file", pictures.Problem.NO_ROOM.label)
        return False
    try:
        actions.add_picture(
            write_up=write_up,
            file=request.FILES.get("file"),
            alt=given["alt"],
            recognisable=given["recognisable"],
            tickets=given["people"],
            by=audit.actor(request.user),
        )
    except pictures.NotTaken as error:
        form.add_error("file", error.problem.label)
        return False
    return True


def _own(host: Host, pk: int) -> WriteUp:
    return get_object_or_404(queries.of_host(host), pk=pk)


def _changeable(host: Host, pk: int) -> WriteUp:
    write_up = _own(host, pk)
    if write_up.state not in _CHANGEABLE:
        raise Http404
    return write_up


def _language() -> str:
    return get_language() or "en"
