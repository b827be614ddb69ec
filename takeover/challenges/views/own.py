"""A host's page for one challenge: where it is, what we asked, what is not sent yet; and calling it off."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from people import unsaved
from safeguarding import audit
from safeguarding.hearing import hear
from takeover.challenges import actions, queries, seats, words
from takeover.challenges.enums import CalledOffFor, ChallengeState
from takeover.challenges.forms import CallOffForm
from takeover.challenges.journey import WRITING
from takeover.challenges.models import Challenge
from takeover.challenges.views.edge import for_writer, own_challenge
from takeover.forms import AnswerForm
from takeover.models import Host
from takeover.topics import Topic

_WORDS = {
    ChallengeState.SENT: _("Two people on our team look at it. We write to you."),
    ChallengeState.ASKED: _("Answer below, change what you need to, and send it back to us."),
    ChallengeState.REFUSED: _("Read why below. You can change it and send it again."),
    ChallengeState.PUBLISHED: _("Two people on our team have checked it."),
    ChallengeState.CLOSED: _(
        "Nobody sees it, and nobody can ask for places. Groups keep the places they have."
    ),
    ChallengeState.OVER: _("It is over. You can copy it for another season."),
    ChallengeState.CALLED_OFF: _("We told everybody who had places, or waited for them."),
}


@require_safe
@for_writer
def own(request: HttpRequest, host: Host, pk: int) -> HttpResponseBase:
    """/takeovers/host/challenges/<pk>/"""
    return _page(request, host, own_challenge(host, pk))


@require_http_methods(["GET", "HEAD", "POST"])
@for_writer
def question(request: HttpRequest, host: Host, pk: int, asked: int) -> HttpResponseBase:
    """/takeovers/host/challenges/<pk>/questions/<asked>/: POST an answer; opened by hand, it leads back."""
    challenge = own_challenge(host, pk)
    row = get_object_or_404(challenge.questions, pk=asked)
    given = request.POST if request.method == "POST" else unsaved.take(request)
    if given is None or challenge.asked_at is None:
        return redirect("challenges:own", pk)
    form = AnswerForm(given, prefix=f"q{asked}", label_suffix="")
    if not form.is_valid() or request.method != "POST":
        return _page(request, host, challenge, {asked: form})
    said = form.cleaned_data["answer"]
    by = audit.actor(request.user)
    actions.answer(question=row, words=said, by=by)
    hear(said, by=by, subject=challenge, user=request.user)
    return HttpResponseRedirect(reverse("challenges:own", args=[pk]) + "#send")


@require_http_methods(["GET", "HEAD", "POST"])
@for_writer
def call_off(request: HttpRequest, host: Host, pk: int) -> HttpResponseBase:
    """/takeovers/host/challenges/<pk>/call-off/: why, two words typed, and the button."""
    challenge = own_challenge(host, pk)
    if not challenge.live or not queries.may_change(challenge):
        raise Http404
    form = CallOffForm(request.POST if request.method == "POST" else None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        why = CalledOffFor(form.cleaned_data["why"])
        actions.call_off(challenge=challenge, why=why, by=audit.actor(request.user))
        return redirect("challenges:own", pk)
    return render(
        request,
        "challenges/call_off.html",
        {
            "challenge": challenge,
            "form": form,
            "places": seats.of(challenge),
            "back": reverse("challenges:own", args=[pk]),
        },
        status=422 if form.errors else 200,
    )


def _page(
    request: HttpRequest, host: Host, challenge: Challenge, forms_of: dict[int, Any] | None = None
) -> HttpResponse:
    today = timezone.localdate()
    state = challenge.state(today)
    changeable = queries.may_change(challenge)
    draft = actions.draft_of(challenge=challenge) if changeable else None
    questions = []
    for asked in challenge.questions.all():
        form = (forms_of or {}).get(asked.pk) or AnswerForm(
            prefix=f"q{asked.pk}", initial={"answer": asked.answer}, label_suffix=""
        )
        address = reverse("challenges:question", args=[challenge.pk, asked.pk])
        questions.append((asked, form, address))
    context: dict[str, Any] = {
        "challenge": challenge,
        "state": state,
        "words": _WORDS.get(state, ""),
        "places": seats.of(challenge),
        "questions": questions,
        "may_answer": challenge.asked_at is not None and changeable,
        "draft": draft,
        "back": reverse("challenges:mine"),
        "errors_of": next(iter((forms_of or {}).values()), None),
        "just_shown": _topic_named(request.GET.get("shown", "")),
        "just_kept": _topic_named(request.GET.get("kept", "")),
    }
    if draft is not None:
        draft.challenge = challenge
        answers = queries.answers(draft, host)
        changed = queries.changed_since_sent(draft)
        answered = all(asked.answered_at for asked, *_rest in questions)
        waits = challenge.asked_at is not None or challenge.refused_at is not None
        due = WRITING.first_unanswered(answers)
        context |= {
            "topics": [_line(topic, draft.pk, answers, changed) for topic in WRITING.topics(answers)],
            "due": due,
            "can_send": due is None and answered and bool(changed or waits),
            "not_sent": bool(changed),
            "in_check": challenge.live and challenge.has_unpublished_changes and not waits and not changed,
        }
    else:
        context["rows"] = [
            row
            for topic in WRITING.table
            if topic.slug != "arrival"
            for row in topic.form(answers=_of_the_past(challenge)).summary()
        ]
    status = 422 if any(form.errors for form in (forms_of or {}).values()) else 200
    return render(request, "challenges/own.html", context, status=status)


def _of_the_past(challenge: Challenge) -> dict[str, Any]:
    return {**challenge.words(), "season": str(challenge.season_id)}


def _line(topic: Topic, draft: int, answers: dict[str, Any], changed: tuple[str, ...]) -> dict[str, Any]:
    """Return what the page says of one topic: its address, and whether it is answered, or not sent yet."""
    fields = set(topic.form.base_fields)
    return {
        "topic": topic,
        "url": reverse("challenges:write", args=[draft, topic.slug]),
        "answered": topic.answered(answers),
        "not_sent": bool(fields.intersection(changed)),
        "at_once": fields <= {*words.LIGHT, *words.ARRIVAL},
    }


def _topic_named(slug: str) -> Topic | None:
    return next((topic for topic in WRITING.table if topic.slug == slug), None)
