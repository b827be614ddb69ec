"""/help/write/: telling us what happened, one question a page. Nothing is sent before the last button.

Before that the answers are a sealed row that the browser's cookie opens; leaving deletes it. Words of danger
show numbers at once, and are nobody's to read until the child sends them (ADR 0161).
"""

from __future__ import annotations

import secrets
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from help_at_hand.cases import actions, journey, visits
from help_at_hand.cases.enums import Safe
from help_at_hand.cases.forms import QuestionForm, SafeForm
from help_at_hand.cases.journey import STEPS, STONES, Step
from help_at_hand.cases.models import Visit
from help_at_hand.cases.views.edge import careful, too_many
from people import codes
from people.pages import private
from safeguarding import hearing

TO_CHECK = "check"
NOW = "now"  # the button that skips the rest
READ_WHOLE = 3  # up to this stone whoever is in danger reads all about numbers, then one line
MOST_SENT = 40  # in an hour from one place: a class of 30 and more; what is beyond is listed apart


@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """/help/leave/: away at once; the visit is deleted and the pages are closed in this browser (S31)."""
    return visits.leave(request)


@require_safe
def reopen(request: HttpRequest) -> HttpResponse:
    """/help/write/open/: whoever left comes back on purpose, and begins with nothing."""
    response = redirect("cases:write")
    visits.reopen(response)
    return private(response)


@require_safe
@careful
def start(request: HttpRequest) -> HttpResponse:
    """/help/write/: what happens, in words a child can read, before anything is asked (S5)."""
    visit = visits.current(request)
    context = {
        "first": STEPS[0],
        "gone": "gone" in request.GET,
        "under_way": visit is not None and visit.case is None and bool(visit.answers),
    }
    return render(request, "cases/write_start.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@careful
def step(request: HttpRequest, slug: str) -> HttpResponseBase:
    """/help/write/<step>/: any question. Nobody skips ahead; everybody may go back."""
    this = journey.find(slug)
    if this is None:
        raise Http404
    visit = _writing(request)
    answers = visit.answers if visit is not None else {}
    if not this.applies(answers):
        return _onward(request, this, answers)
    due = journey.due(answers)
    if due is not None and STEPS.index(due) < STEPS.index(this):
        return _lost() if visit is None else redirect("cases:write-step", due.slug)
    if request.method != "POST":
        return _ask(request, this, this.form(initial=answers, label_suffix=""), answers)
    form = this.form(request.POST, label_suffix="")
    heard = _heard(request, form)
    if not form.is_valid():
        if heard and visit is not None and not answers.get("help"):
            visits.keep(visit, help=True)
        shown = {**answers, "help": heard or answers.get("help", False)}
        return _ask(request, this, form, shown, status=422)
    given = {**form.cleaned_data, "help": heard or bool(answers.get("help"))}
    if "send" in request.POST and this.slug == journey.ENOUGH:
        given[NOW] = True
    response = _onward(request, this, {**answers, **given})
    if visit is None:
        visits.begin(response, answers={"form": secrets.token_urlsafe(24), **given})
    else:
        visits.keep(visit, **given)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@careful
def check(request: HttpRequest) -> HttpResponseBase:
    """/help/write/check/: every answer with a way to change it, and the button that sends."""
    visit = visits.current(request)
    if visit is not None and visit.case is not None:
        return redirect("cases:write-done")
    if visit is None:
        return _lost()
    answers = visit.answers
    due = journey.due(answers)
    if due is not None and not (answers.get(NOW) and journey.can_send(answers)):
        return redirect("cases:write-step", due.slug)
    if request.method != "POST":
        return _check_page(request, answers)
    rushed = too_many(request, act="help-send", most=MOST_SENT, seconds=3600)
    sent = actions.send(
        answers={each.field: answers[each.field] for each in journey.steps(answers) if each.field in answers},
        language=get_language() or "en",
        form=answers["form"],
        rushed=rushed,
    )
    visits.tie(visit, sent.case, secret=answers["form"])
    return redirect("cases:write-done")


@require_safe
@careful
def done(request: HttpRequest) -> HttpResponseBase:
    """/help/write/done/: the code, for a while; then a shared tablet tells nothing."""
    visit = visits.current(request)
    if visit is None or visit.case is None or "form" not in visit.answers:
        return redirect("cases:write")
    context = {"code": codes.again(visit.case, visit.answers["form"]), "case": visit.case}
    return render(request, "cases/write_done.html", context)


def _writing(request: HttpRequest) -> Visit | None:
    """Return the visit that has sent nothing yet; one that reads an answer begins anew when it writes."""
    visit = visits.current(request)
    return visit if visit is not None and visit.case is None else None


def _heard(request: HttpRequest, form: QuestionForm) -> bool:
    """Whether numbers come before the next question (S21). Keeps and raises nothing: it is not sent yet."""
    if isinstance(form, SafeForm):
        return request.POST.get("safe") in (Safe.NO, Safe.UNSURE)
    texts = [str(form.data.get(name, "")) for name in ("words", "name") if name in form.fields]
    return hearing.sounds_hard(*texts) if texts else False


def _onward(request: HttpRequest, this: Step, answers: dict[str, Any]) -> HttpResponse:
    if request.GET.get("to") == TO_CHECK or answers.get(NOW):
        return redirect("cases:write-check")
    later = STEPS[STEPS.index(this) + 1 :]
    following = next((each for each in later if each.applies(answers)), None)
    return redirect("cases:write-step", following.slug) if following else redirect("cases:write-check")


def _lost() -> HttpResponse:
    return redirect(f"{reverse('cases:write')}?gone=1")


def _ask(
    request: HttpRequest, this: Step, form: QuestionForm, answers: dict[str, Any], *, status: int = 200
) -> HttpResponse:
    to_check = request.GET.get("to") == TO_CHECK
    earlier = [each for each in STEPS[: STEPS.index(this)] if each.applies(answers)]
    if to_check:
        back = reverse("cases:write-check")
    else:
        back = reverse("cases:write-step", args=[earlier[-1].slug]) if earlier else reverse("cases:write")
    context = {
        "step": this,
        "form": form,
        "stone": this.stone,
        "stones": STONES,
        "back": back,
        "to_check": to_check,
        "help_now": answers.get("help", False),
        "help_briefly": this.stone > READ_WHOLE and not form.errors,
        "enough": this.slug == journey.ENOUGH and not to_check,
    }
    return render(request, "cases/write_step.html", context, status=status)


def _check_page(request: HttpRequest, answers: dict[str, Any]) -> HttpResponse:
    rows = [
        {
            "name": each.name,
            "answer": journey.in_words(each, answers),
            "change": f"{reverse('cases:write-step', args=[each.slug])}?to={TO_CHECK}",
        }
        for each in journey.steps(answers)
        if each.field in answers
    ]
    context = {
        "rows": rows,
        "stone": STONES,
        "stones": STONES,
        "back": reverse("cases:write-step", args=[_last(answers).slug]),
        "help_now": answers.get("help", False),
        "help_briefly": answers.get(NOW) is not True,
    }
    return render(request, "cases/write_check.html", context)


def _last(answers: dict[str, Any]) -> Step:
    return [each for each in journey.steps(answers) if each.field in answers][-1]
