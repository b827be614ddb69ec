"""/admin/help-cases/: what children wrote to us, for helpline advisers. Nothing is here for anybody else.

A safeguarding lead opens red cases, and reads. Every look at one is on record (S22); no word anybody wrote is
in the trail, in a message or in an address.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from django.views.decorators.debug import sensitive_post_parameters

from help_at_hand import actions as years_of_help
from help_at_hand.cases import actions, figures, queries
from help_at_hand.cases.desk import forms as sheets
from help_at_hand.cases.enums import Kind, Outcome, Referral
from help_at_hand.cases.models import Canned, Case
from help_at_hand.cases.permissions import may, may_read
from help_at_hand.models import ReleasedYear
from people.numbers import whole_number
from people.staff_pages import headed
from safeguarding import audit, clocks
from safeguarding.enums import Level

PER_PAGE = 25


class AdviserView(View):
    """Lets in those who work on cases."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may(request.user, "work_case"):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class ListView(AdviserView):
    """Which cases there are and until when each must be answered; not a word of any."""

    def get(self, request: HttpRequest) -> HttpResponse:
        filters = sheets.Filters(request.GET)
        context = {
            "page": Paginator(filters.rows(request.user), PER_PAGE).get_page(request.GET.get("p")),
            "filters": filters,
            "rushed": queries.rushed(),
            "clocks": [(Level(level).label, clock) for level, clock in clocks.TABLE.items()],
            **headed(_("Help cases")),
        }
        return render(request, "cases/admin/list.html", context)


class CaseView(View):
    """One case: what the child wrote, until when it waits, what was done, and what can be done now."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        case = self.case(request, pk)
        audit.record(by=audit.actor(request.user), act="case.opened", subject=case)
        return self.page(request, case)

    def case(self, request: HttpRequest, pk: int) -> Case:
        """Return the case, if this person may read it. Raises Http404."""
        if not (may(request.user, "work_case") or may(request.user, "read_red_case")):
            raise Http404
        case = get_object_or_404(Case.objects.select_related("taken_by", "closed_by", "region"), pk=pk)
        if not may_read(request.user, case):
            raise Http404
        return case

    def page(
        self,
        request: HttpRequest,
        case: Case,
        *,
        act: str = "",
        form: Any = None,
        begun: Canned | None = None,
    ) -> HttpResponse:
        """Return the page; `form` is the filled-in form of `act`, `begun` the ready answer to begin with."""
        works = may(request.user, "work_case")
        context = {
            "case": case,
            "told": case.told,
            "entries": case.entries.select_related("written_by", "given_to"),
            "works": works,
            "sheets": _sheets(request, case, act, form, begun) if works else [],
            "canned": queries.canned(case.language) if works and case.closed_at is None else [],
            "begun": begun,
            **headed(str(case), (_("Help cases"), reverse("help_cases"))),
        }
        status = 422 if form is not None and form.errors else 200
        return render(request, "cases/admin/case.html", context, status=status)


@method_decorator(sensitive_post_parameters(), name="dispatch")
class ActView(CaseView):
    """POST one step: take, answer, call, note, give, refer, sort, close; or begin with a ready answer."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, act: str) -> HttpResponse:
        case = self.case(request, pk)
        if not may(request.user, "work_case"):
            raise Http404
        if act == "begin":
            begun = Canned.objects.filter(pk=whole_number(request.POST.get("canned", "")) or 0).first()
            audit.record(by=audit.actor(request.user), act="case.opened", subject=case)
            return self.page(request, case, act="answer", begun=begun)
        step = _STEPS.get(act)
        if step is None:
            raise Http404
        form = step.form(request.POST, prefix=act, case=case, user=request.user) if step.form else None
        if form is not None and not form.is_valid():
            audit.record(by=audit.actor(request.user), act="case.opened", subject=case)
            return self.page(request, case, act=act, form=form)
        try:
            said = step.do(case, form.cleaned_data if form is not None else {}, request.user)
        except actions.Closed:
            messages.warning(request, _("This case is closed. Nothing was done."))
        else:
            if said:
                messages.success(request, said)
            else:
                messages.warning(request, _("Somebody was faster. This is how it stands now."))
        return redirect("help_case", pk)


class FiguresView(View):
    """/admin/help-figures/: the year in numbers. No case is named, and small numbers are left out (S11).

    Whoever releases years, and works on none of them, sees those that are over. POST releases one, or hides
    it again.
    """

    def get(self, request: HttpRequest) -> HttpResponse:
        years = self.years(request)
        asked = whole_number(request.GET.get("year", ""))
        year = asked if asked in years else next(iter(years), None)
        context = {
            "years": years,
            "figures": figures.of(year) if year is not None else None,
            "releases": may(request.user, "release_help_figures"),
            "is_over": year is not None and figures.is_over(year, timezone.localdate()),
            "released": ReleasedYear.objects.filter(year=year or 0).first(),
            **headed(_("Help at Hand in figures")),
        }
        return render(request, "cases/admin/figures.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        years, by = self.years(request), audit.actor(request.user)
        year = whole_number(request.POST.get("year", "")) or 0
        over = year in years and figures.is_over(year, timezone.localdate())
        if not (over and may(request.user, "release_help_figures")):
            raise Http404
        if request.POST.get("act") == "hide":
            if years_of_help.hide_year(year=year, by=by):
                messages.success(request, _("Nobody else can read it any more."))
        elif years_of_help.release_year(
            year=year, figures=figures.of(year).plain(), by=by, user=request.user
        ):
            messages.success(request, _("Everybody can read it now, at /help/figures/."))
        return redirect(f"{reverse('help_figures')}?year={year}")

    def years(self, request: HttpRequest) -> list[int]:
        """Return the years this person may look at. Raises Http404."""
        if may(request.user, "see_help_figures"):
            return figures.years()
        if may(request.user, "release_help_figures"):
            today = timezone.localdate()
            return [year for year in figures.years() if figures.is_over(year, today)]
        raise Http404


class _Step:
    """One thing an adviser does on the page. `do` returns what to say, '' when there was nothing to do."""

    def __init__(
        self,
        label: Any,
        do: Callable[[Case, dict[str, Any], Any], str],
        form: type[sheets.CaseForm] | None = None,
        *,
        when_closed: bool = False,
    ) -> None:
        self.label, self.do, self.form, self.when_closed = label, do, form, when_closed


def _take(case: Case, asked: dict[str, Any], user: Any) -> str:
    return _("It is yours now.") if actions.take(case=case, **_by(user)) else ""


def _answer(case: Case, asked: dict[str, Any], user: Any) -> str:
    actions.answer(case=case, words=asked["words"], **_by(user))
    return _("The child can read it now.")


def _call(case: Case, asked: dict[str, Any], user: Any) -> str:
    actions.answer(case=case, words=asked["words"], kind=Kind.CALL, **_by(user))
    return _("Written down. The clock stopped.")


def _note(case: Case, asked: dict[str, Any], user: Any) -> str:
    actions.note(case=case, words=asked["words"], **_by(user))
    return _("Written down.")


def _give(case: Case, asked: dict[str, Any], user: Any) -> str:
    actions.give(case=case, to=asked["to"], words=asked["words"], **_by(user))
    return _("It is theirs now.")


def _refer(case: Case, asked: dict[str, Any], user: Any) -> str:
    actions.refer(case=case, to=Referral(asked["to"]), words=asked["words"], **_by(user))
    return _("Written down. It stays open until you close it.")


def _sort(case: Case, asked: dict[str, Any], user: Any) -> str:
    done = actions.sort(case=case, level=Level(asked["level"]), topic=asked["topic"], **_by(user))
    return _("Changed, and its clock with it.") if done else _("It was so already.")


def _close(case: Case, asked: dict[str, Any], user: Any) -> str:
    done = actions.close(case=case, outcome=Outcome(asked["outcome"]), **_by(user))
    return _("Closed. The child can still write again.") if done else ""


_STEPS: dict[str, _Step] = {
    "take": _Step(gettext_lazy("I answer for it"), _take),
    "answer": _Step(gettext_lazy("Answer the child"), _answer, sheets.AnswerForm),
    "call": _Step(gettext_lazy("Write down a call"), _call, sheets.CallForm),
    "note": _Step(gettext_lazy("Write a note"), _note, sheets.NoteForm, when_closed=True),
    "give": _Step(gettext_lazy("Give it to a colleague"), _give, sheets.GiveForm),
    "refer": _Step(gettext_lazy("Refer the child"), _refer, sheets.ReferForm),
    "sort": _Step(gettext_lazy("Level and subject"), _sort, sheets.SortForm),
    "close": _Step(gettext_lazy("Close it"), _close, sheets.CloseForm),
}


def _sheets(
    request: HttpRequest, case: Case, act: str, form: Any, begun: Canned | None
) -> list[dict[str, Any]]:
    rows = []
    for name, step in _STEPS.items():
        if step.form is None or (case.closed_at is not None and not step.when_closed):
            continue
        initial = {"words": begun.words} if begun is not None and name == "answer" else {}
        empty = step.form(prefix=name, case=case, user=request.user)
        empty.initial = {**empty.initial, **initial}
        filled = form if form is not None and name == act else empty
        rows.append({"act": name, "label": step.label, "form": filled, "is_open": name == (act or "answer")})
    return rows


def _by(user: Any) -> dict[str, Any]:
    return {"by": audit.actor(user), "user": user}
