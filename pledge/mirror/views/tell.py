"""Telling whether it happened: /pledge/did-it-happen/tell/. No account, no name; help is always near."""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from geography.models import LocalAuthority
from people import proof_of_work
from people.pages import personal
from pledge import queries
from pledge.enums import Reader
from pledge.mirror import actions, journey
from pledge.mirror.enums import Happened
from pledge.mirror.forms import HappenedForm, MoreForm, PlaceForm
from pledge.mirror.journey import MORE, PLACE, Step
from pledge.queries import Pledge

TO_CHECK = "check"
ELSEWHERE = "https://www.bbc.co.uk/weather"
HOUR = 3600
# Children's homes and participation days behind one address (S38); a bot that works pays for each.
FROM_ONE_PLACE = 300
FROM_ONE_PLACE_WITHOUT_WORK = 120


@personal
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """/pledge/did-it-happen/tell/: what happens, before anything is asked (S5)."""
    context = {"ready": queries.current() is not None, "gone": "gone" in request.GET}
    return render(request, "mirror/start.html", context)


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, slug: str) -> HttpResponse:
    """/pledge/did-it-happen/tell/<step>/: one question. Nobody skips ahead; everybody may go back."""
    pledge, answers = _journey(request)
    pages = journey.steps(pledge)
    this = next((each for each in pages if each.slug == slug), None)
    if this is None:
        raise Http404
    if answers.get("sent"):
        answers = {}  # another child's turn
    due = journey.due(pages, answers)
    if due is not None and pages.index(due) < pages.index(this):
        return _lost() if due is pages[0] else redirect("mirror:tell-step", due.slug)
    answers = answers or journey.begin(pledge)
    if request.method != "POST":
        return _ask(request, pages, this, _form(this, None, answers), answers)
    if this.slug == PLACE and "skip" in request.POST:
        answers |= {PLACE: "", "place_name": ""}
        response = _onward(request, pages, this)
    else:
        form = _form(this, request.POST, answers)
        _listen(form, answers)
        if form.is_valid():
            _take(this, form, answers)
            response = _onward(request, pages, this)
        else:
            response = _ask(request, pages, this, form, answers, status=422)
    journey.keep(response, answers)
    return response


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """/pledge/did-it-happen/tell/check/: every answer with a way to change it, and the button that sends."""
    pledge, answers = _journey(request)
    pages = journey.steps(pledge)
    if answers.get("sent"):
        return redirect("mirror:tell-done")
    due = journey.due(pages, answers)
    if due is not None:
        return _lost() if due is pages[0] else redirect("mirror:tell-step", due.slug)
    if request.method != "POST":
        return _check_page(request, pages, answers)
    if not proof_of_work.allow(
        request, act="mirror", most=FROM_ONE_PLACE, most_without=FROM_ONE_PLACE_WITHOUT_WORK, seconds=HOUR
    ):
        slow = _("Lots of answers came from here. Please try again in an hour.")
        return _check_page(request, pages, answers, too_many=slow)
    if not proof_of_work.fell_for_it(request):
        actions.tell(
            version=pledge.version,
            authority=LocalAuthority.objects.filter(code=answers[PLACE]).first(),
            marks={UUID(key): Happened(value) for key, value in answers["marks"].items()},
            words=answers[MORE],
            form=answers["form"],
        )
    response = redirect("mirror:tell-done")
    journey.keep(response, {"sent": True, "help": answers.get("help", False)}, seconds=journey.DONE_SECONDS)
    return response


@personal
@require_safe
def done(request: HttpRequest) -> HttpResponse:
    """/pledge/did-it-happen/tell/done/: thank you, and what happens next."""
    answers = journey.read(request)
    if not answers.get("sent"):
        return redirect("mirror:tell")
    return render(request, "mirror/done.html", {"help_now": answers.get("help", False)})


@personal
@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """/pledge/did-it-happen/tell/leave/: away at once; the answers are forgotten in this browser (S31)."""
    response = HttpResponseRedirect(ELSEWHERE)
    journey.forget(response)
    response["Clear-Site-Data"] = '"cache"'
    return response


def _journey(request: HttpRequest) -> tuple[Pledge, dict[str, Any]]:
    """Return the Pledge the answers are about, and the answers; a new version begins anew."""
    answers = journey.read(request)
    pledge = queries.pledge(Reader.UNDER_10)
    if pledge is None:
        raise Http404
    if not answers.get("sent") and answers.get("version") != pledge.version.pk:
        answers = {}
    return pledge, answers


def _form(this: Step, posted: Any, answers: dict[str, Any]) -> Any:
    if this.promise is not None:
        initial = {"happened": answers.get("marks", {}).get(str(this.promise.key))}
        return HappenedForm(posted, question=this.promise.question, initial=initial)
    if this.slug == PLACE:
        return PlaceForm(posted, initial={"words": answers.get("place_name", "")})
    return MoreForm(posted, initial={"more": answers.get(MORE, "")})


def _take(this: Step, form: Any, answers: dict[str, Any]) -> None:
    if this.promise is not None:
        marks = answers.setdefault("marks", {})
        marks[str(this.promise.key)] = int(form.cleaned_data["happened"])
    elif isinstance(form, PlaceForm):
        assert form.chosen is not None
        answers |= {PLACE: form.chosen.code, "place_name": form.chosen.name}
    else:
        answers[MORE] = form.cleaned_data["more"].strip()


def _listen(form: forms.Form, answers: dict[str, Any]) -> None:
    """Raise a concern for words of harm, once for the same words, and show help from here on (S21)."""
    if not isinstance(form, PlaceForm | MoreForm):
        return
    said = "\n".join(str(form.data.get(name, "")) for name in form.fields)
    heard = hashlib.sha256(said.encode()).hexdigest()[:16]
    if answers.get("heard") != heard:
        answers["help"] = form.hear(by=actions.BY) or answers.get("help", False)
        answers["heard"] = heard


def _onward(request: HttpRequest, pages: list[Step], this: Step) -> HttpResponse:
    following = pages[pages.index(this) + 1 :]
    if request.GET.get("to") == TO_CHECK or not following:
        return redirect("mirror:tell-check")
    return redirect("mirror:tell-step", following[0].slug)


def _lost() -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('mirror:tell')}?gone=1")


def _ask(
    request: HttpRequest,
    pages: list[Step],
    this: Step,
    form: Any,
    answers: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    place = pages.index(this)
    to_check = request.GET.get("to") == TO_CHECK
    if to_check:
        back = reverse("mirror:tell-check")
    else:
        before = pages[place - 1].slug if place else ""
        back = reverse("mirror:tell-step", args=[before]) if place else reverse("mirror:tell")
    context = {
        "step": this,
        "form": form,
        "stone": place + 1,
        "stones": len(pages) + 1,
        "back": back,
        "to_check": to_check,
        "can_skip": this.slug == PLACE,
        "help_now": answers.get("help", False),
    }
    return render(request, "mirror/step.html", context, status=status)


def _check_page(
    request: HttpRequest, pages: list[Step], answers: dict[str, Any], *, too_many: str = ""
) -> HttpResponse:
    context = {
        "rows": [
            {
                "name": each.name,
                "answer": journey.in_words(each, answers),
                "change": f"{reverse('mirror:tell-step', args=[each.slug])}?to={TO_CHECK}",
            }
            for each in pages
        ],
        "stone": len(pages) + 1,
        "stones": len(pages) + 1,
        "back": reverse("mirror:tell-step", args=[pages[-1].slug]),
        "puzzle": proof_of_work.issue(),
        "help_now": answers.get("help", False),
        "too_many": too_many,
    }
    return render(request, "mirror/check.html", context, status=429 if too_many else 200)
