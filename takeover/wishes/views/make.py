"""Making a wish: /takeovers/wishes/make/. No account, no name; nothing is kept here before it is sent."""

from __future__ import annotations

import hashlib
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people import codes, limits
from people.pages import personal
from takeover.wishes import actions, journey
from takeover.wishes.forms import UNSAID, WishForm
from takeover.wishes.journey import STEPS, STONES, Step
from takeover.wishes.models import Wish

TO_CHECK = "check"
MOST_SENT = 120  # in an hour from one place: a class of 30, each of them often (S38)


@personal
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """/takeovers/wishes/make/: what happens, before anything is asked (S5)."""
    context = {"first": STEPS[0], "gone": "gone" in request.GET, "cleared": "cleared" in request.GET}
    return render(request, "wishes/make_start.html", context)


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, slug: str) -> HttpResponse:
    """/takeovers/wishes/make/<step>/: one question. Nobody skips ahead; everybody may go back."""
    this = journey.find(slug)
    if this is None:
        raise Http404
    answers = journey.read(request)
    if answers.get("sent"):
        answers = {}  # another wish
    due = journey.due(answers)
    if due is not None and STEPS.index(due) < STEPS.index(this):
        return _lost() if due is STEPS[0] else redirect("wishes:make-step", due.slug)
    if request.method != "POST":
        return _ask(request, this, this.form(initial=answers, label_suffix=""), answers)
    form = this.form(request.POST, label_suffix="")
    answers = answers or journey.begin()
    if isinstance(form, WishForm):
        _listen(form, answers)
    if not form.is_valid():
        response = _ask(request, this, form, answers, status=422)
    else:
        answers |= form.cleaned_data
        response = _onward(request, this)
    journey.keep(response, answers)
    return response


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """/takeovers/wishes/make/check/: every answer with a way to change it, and the button that sends."""
    answers = journey.read(request)
    if answers.get("sent"):
        return redirect("wishes:make-done")
    due = journey.due(answers)
    if due is not None:
        return _lost() if due is STEPS[0] else redirect("wishes:make-step", due.slug)
    if request.method != "POST":
        return _check_page(request, answers)
    if not limits.allow(request, act="wish", most=MOST_SENT, seconds=3600):
        too_many = _("Lots of wishes came from here. Please try again in an hour.")
        return _check_page(request, answers, too_many=too_many)
    said = {step.field: str(answers[step.field]) for step in STEPS}
    if said["region"] == UNSAID:
        said["region"] = ""
    actions.make(answers=said, language=get_language() or "en", form=answers["form"])
    response = redirect("wishes:make-done")
    sent = {"form": answers["form"], "sent": True, "help": answers.get("help", False)}
    journey.keep(response, sent, seconds=journey.RECEIPT_SECONDS)
    return response


@personal
@require_safe
def done(request: HttpRequest) -> HttpResponse:
    """/takeovers/wishes/make/done/: the code, for a while; then a shared tablet tells nothing."""
    answers = journey.read(request)
    wish = Wish.objects.filter(form_key__in=actions.keys_of(answers.get("form", ""))).first()
    if not answers.get("sent") or wish is None:
        return redirect("wishes:make")
    context = {"code": codes.again(wish, answers["form"]), "help_now": answers.get("help", False)}
    return render(request, "wishes/make_done.html", context)


@personal
@require_POST
def clear(request: HttpRequest) -> HttpResponse:
    """/takeovers/wishes/make/clear/: forget the answers in this browser."""
    response = HttpResponseRedirect(f"{reverse('wishes:make')}?cleared=1")
    journey.forget(response)
    return response


def _listen(form: WishForm, answers: dict[str, Any]) -> None:
    """Raise a concern for words of harm, once for the same words, and show help from here on (S21)."""
    said = str(form.data.get("words", ""))
    heard = hashlib.sha256(said.encode()).hexdigest()[:16]
    if answers.get("heard") != heard:
        answers["help"] = form.hear(by=actions.BY)
        answers["heard"] = heard


def _onward(request: HttpRequest, this: Step) -> HttpResponse:
    following = STEPS[STEPS.index(this) + 1 :]
    if request.GET.get("to") == TO_CHECK or not following:
        return redirect("wishes:make-check")
    return redirect("wishes:make-step", following[0].slug)


def _lost() -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('wishes:make')}?gone=1")


def _ask(
    request: HttpRequest, this: Step, form: Any, answers: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    place = STEPS.index(this)
    to_check = request.GET.get("to") == TO_CHECK
    if to_check:
        back = reverse("wishes:make-check")
    else:
        back = reverse("wishes:make-step", args=[STEPS[place - 1].slug]) if place else reverse("wishes:make")
    context = {
        "step": this,
        "form": form,
        "stone": place + 1,
        "stones": STONES,
        "back": back,
        "to_check": to_check,
        "help_now": answers.get("help", False),
        "notice": place == 0,
    }
    return render(request, "wishes/make_step.html", context, status=status)


def _check_page(request: HttpRequest, answers: dict[str, Any], *, too_many: str = "") -> HttpResponse:
    rows = [
        {
            "name": each.name,
            "answer": journey.in_words(each, answers),
            "change": f"{reverse('wishes:make-step', args=[each.slug])}?to={TO_CHECK}",
        }
        for each in STEPS
    ]
    context = {
        "rows": rows,
        "stone": STONES,
        "stones": STONES,
        "back": reverse("wishes:make-step", args=[STEPS[-1].slug]),
        "help_now": answers.get("help", False),
        "too_many": too_many,
    }
    return render(request, "wishes/make_check.html", context, status=429 if too_many else 200)
