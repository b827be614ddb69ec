"""Telling us that something went wrong, and how the day was: the same pages for children and adults."""

from __future__ import annotations

from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from people import limits
from takeover.challenges.models import Challenge
from takeover.days import actions, rules
from takeover.days.enums import Voice
from takeover.days.forms import HowForm, WorryForm

HOUR = 3600
MOST_FROM_ONE_PLACE = 120  # an hour: a class of 30 does each twice (S38)


def worry(
    request: HttpRequest, *, challenge: Challenge, about: Model, voice: Voice, by: str, back: str, base: str
) -> HttpResponse:
    """Take a worry from the day before until 30 days after; else 404, and Help at Hand is there.

    It is never turned away for being too many: a limit here could silence a child.
    """
    if not rules.can_tell(challenge, timezone.localdate()):
        raise Http404
    form = WorryForm(request.POST or None, label_suffix="")
    context = {
        "form": form,
        "challenge": challenge,
        "child": voice is Voice.CHILD,
        "back": back,
        "base": base,
    }
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        actions.tell(words=said["words"], urgent=said["danger"] == "yes", about=about, by=by)
        context["danger"] = said["danger"] == "yes"
        return render(request, "days/worry_done.html", context)
    if request.method == "POST" and form.data.get("words"):
        # Not sent for want of a tick: what is in it is heard all the same (S21).
        actions.overhear(words=form.data["words"], about=about, by=by)
    return render(request, "days/worry.html", context, status=422 if form.errors else 200)


def how(
    request: HttpRequest, *, challenge: Challenge, who: Model, voice: Voice, by: str, back: str, base: str
) -> HttpResponse:
    """Take three faces and a sentence, from the start of the day until 30 days after; else 404."""
    if not rules.can_say(challenge, timezone.localtime()):
        raise Http404
    before = actions.said(voice=voice, who=who)
    given = {name: getattr(before, name) for name in ("first", "second", "third", "words")} if before else {}
    form = HowForm(request.POST or None, voice=voice, initial=given)
    context = {
        "form": form,
        "challenge": challenge,
        "child": voice is Voice.CHILD,
        "back": back,
        "base": base,
    }
    if request.method != "POST":
        return render(request, "days/how.html", {**context, "again": before is not None})
    help_now = form.hear(by=by, subject=who) and voice is Voice.CHILD
    if not form.is_valid():
        return render(request, "days/how.html", {**context, "help_now": help_now}, status=422)
    if not limits.allow(request, act="days-how", most=MOST_FROM_ONE_PLACE, seconds=HOUR):
        return render(request, "days/how_wait.html", context, status=429)
    actions.say(
        challenge=challenge,
        voice=voice,
        who=who,
        answers=form.answers(),
        words=form.cleaned_data["words"],
    )
    return render(request, "days/how_done.html", {**context, "help_now": help_now})
