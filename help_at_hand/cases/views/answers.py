"""/help/answer/: the code opens our answer, lets the child write on, and take all of it back."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from help_at_hand.cases import actions, queries, visits
from help_at_hand.cases.forms import CodeForm, MoreForm
from help_at_hand.cases.models import Visit
from help_at_hand.cases.views.edge import careful, too_many
from safeguarding import hearing

MOST_TRIED = 60  # in an hour from one place; beyond that slowly, and never not at all
SLOWLY = 20  # seconds between two tries from a place that tried so often


@require_http_methods(["GET", "HEAD", "POST"])
@careful
def answer(request: HttpRequest) -> HttpResponseBase:
    """/help/answer/: ask for the code, then show what was written, newest last."""
    visit = visits.current(request)
    if visit is not None and visit.case is not None and "again" not in request.GET:
        return _read(request, visit)
    if request.method != "POST":
        context = {"form": CodeForm(label_suffix=""), "asked": "asked" in request.GET}
        return render(request, "cases/answer_code.html", context)
    form = CodeForm(request.POST, label_suffix="")
    often = too_many(request, act="help-code", most=MOST_TRIED, seconds=3600)
    if often and too_many(request, act="help-code-slow", most=1, seconds=SLOWLY):
        wait = _("Lots of codes were typed here. Wait 20 seconds. Then press the button again.")
        form.errors["code"] = form.error_class([wait])
        return render(request, "cases/answer_code.html", {"form": form, "help_now": True}, status=429)
    if not form.is_valid():
        # What is no code may be a child who tells us something: it reads numbers, and nobody keeps it.
        help_now = hearing.sounds_hard(str(request.POST.get("code", "")))
        return render(request, "cases/answer_code.html", {"form": form, "help_now": help_now}, status=422)
    response = redirect("cases:answer")
    visits.begin(response, case=form.case)
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@careful
def take_back(request: HttpRequest) -> HttpResponseBase:
    """/help/answer/take-back/: asks once, then deletes what was written, or says what has to stay (S8)."""
    visit = visits.current(request)
    if visit is None or visit.case is None:
        return redirect(f"{reverse('cases:answer')}?asked=1")
    stays = actions.has_to_stay(visit.case)
    if request.method != "POST":
        return render(request, "cases/take_back.html", {"stays": stays, "back": reverse("cases:answer")})
    actions.take_back(case=visit.case)
    response = redirect(f"{reverse('cases:gone')}{'?kept=1' if stays else ''}")
    visits.forget(response)
    return response


@require_safe
@careful
def gone(request: HttpRequest) -> HttpResponseBase:
    """/help/answer/gone/: the receipt. It holds nothing and is the same for everybody."""
    return render(request, "cases/gone.html", {"stays": "kept" in request.GET})


def _read(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Show the case; POST adds what the child writes, and comes back here."""
    assert visit.case is not None
    form = MoreForm(request.POST if request.method == "POST" else None, label_suffix="")
    help_now = request.method == "POST" and hearing.sounds_hard(str(request.POST.get("words", "")))
    if request.method == "POST" and form.is_valid():
        actions.write_on(case=visit.case, words=form.cleaned_data["words"])
        visits.keep(visit, help=help_now or bool(visit.answers.get("help")), written=True)
        return redirect("cases:answer")
    context = {
        "case": visit.case,
        "entries": queries.told(visit.case),
        "form": form,
        "help_now": help_now or visit.answers.get("help", False),
        "written": visit.answers.get("written", False),
    }
    return render(request, "cases/answer.html", context, status=422 if form.errors else 200)
