"""/admin/told/ and /admin/appeals/: what we were told, and who asks for a second look (S14, S15).

What is late comes first. Every look at one is on record (S22).
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin.menu import MenuItem

from moderation import appeals, promises, reports
from moderation.enums import ReportOutcome, Verdict
from moderation.forms import ReasonChoice
from moderation.models import Appeal, Reason, Report
from moderation.permissions import may_settle
from people.staff_pages import headed
from safeguarding import actions as safeguarding
from safeguarding import audit
from safeguarding import queries as holds
from safeguarding.enums import Level, Source
from safeguarding.permissions import LEADS, may

PER_PAGE = 25


class Filters(forms.Form):
    """By state; anything unknown narrows nothing. Open ones unless asked."""

    state = forms.ChoiceField(
        label=gettext_lazy("State"),
        required=False,
        choices=[
            ("", gettext_lazy("open")),
            ("late", gettext_lazy("too late")),
            ("settled", gettext_lazy("settled")),
        ],
    )

    def narrow(self, rows: Any, settled_at: str) -> Any:
        """Return what fits of `rows`: due soonest first, or settled last first."""
        state = self.cleaned_data["state"] if self.is_valid() else ""
        if state == "settled":
            rows = rows.filter(**{f"{settled_at}__isnull": False}).order_by(f"-{settled_at}", "pk")
        else:
            rows = rows.filter(**{f"{settled_at}__isnull": True}).order_by("due_at", "pk")
        if state == "late":
            rows = rows.filter(due_at__lte=timezone.now())
        return rows.prefetch_related("subject")


class RaiseForm(forms.Form):
    """A worry about a child that comes out of a report."""

    level = forms.ChoiceField(label=gettext_lazy("How soon?"), choices=Level.choices, initial=Level.AMBER)


class StayForm(forms.Form):
    """Why the answer stays no; the child reads the reply that goes with it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = ReasonChoice(
            label=_("Reason"),
            queryset=Reason.objects.filter(verdict=Verdict.REFUSE, active=True),
            to_field_name="code",
            help_text=_("The child reads the reply that goes with it."),
        )


class ReviewerView(View):
    """Lets in those whose group has `right`; for everybody else there is nothing here."""

    right: str

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_settle(request.user, self.right):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def list_page(self, request: HttpRequest, template: str, title: str, found: Any) -> HttpResponse:
        page = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
        context = {"page": page, "filters": Filters(request.GET), "times": promises.times()}
        return render(request, template, {**context, **headed(title)})


class ReportsView(ReviewerView):
    right = "view_report"

    def get(self, request: HttpRequest) -> HttpResponse:
        found = Filters(request.GET).narrow(Report.objects.defer("words"), "closed_at")
        found = found.select_related("closed_by")
        return self.list_page(request, "moderation/admin/reports.html", _("What we are told"), found)


class ReportView(ReviewerView):
    """One report, and what can be done about it: POST `act`."""

    right = "view_report"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        report = get_object_or_404(Report.objects.select_related("closed_by"), pk=pk)
        audit.record(by=audit.actor(request.user), act="report.opened", subject=report)
        subject = report.subject
        gone = report.outcome in (ReportOutcome.GONE, ReportOutcome.TAKEN_DOWN)
        choices = [] if report.closed_at or subject is None else self._choices(request, report, subject)
        return render(
            request,
            "moderation/admin/report.html",
            {
                "report": report,
                "subject": subject,
                "subject_url": "" if subject is None or gone else subject.review_address(),
                "is_held": subject is not None and holds.is_held(subject),
                "choices": choices,
                "raise_form": RaiseForm(),
                "may_raise": may(request.user, "add_concern"),
                "others": Report.objects.about(subject).exclude(pk=pk).defer("words") if subject else (),
                **headed(str(report), (_("What we are told"), reverse("told"))),
            },
        )

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        report = get_object_or_404(Report, pk=pk)
        act = request.POST.get("act", "")
        try:
            match act:
                case "fine":
                    reports.close(report=report, outcome=ReportOutcome.FINE, user=request.user)
                    messages.success(request, _("Settled. Whoever told us can read it with their code."))
                case "hold":
                    reports.hold(report=report, user=request.user)
                    messages.success(request, _("The film is put away until this is settled."))
                case "take-down" if "sure" in request.POST:
                    reports.close(report=report, outcome=ReportOutcome.TAKEN_DOWN, user=request.user)
                    messages.success(
                        request, _("The film is off the site. Its files and words are being deleted.")
                    )
                case "take-down":
                    messages.error(request, _("Nothing was done. Tick the box if you are sure."))
                case "raise":
                    self._raise(request, report)
                case _:
                    raise Http404
        except reports.NotFit as refused:
            messages.error(request, str(refused))
        return redirect("told_report", pk)

    def _raise(self, request: HttpRequest, report: Report) -> None:
        form = RaiseForm(request.POST)
        if not may(request.user, "add_concern") or not form.is_valid():
            raise Http404
        safeguarding.raise_concern(
            subject=report.subject,
            source=Source.REPORT,
            level=Level(form.cleaned_data["level"]),
            words=report.words,
            by=audit.actor(request.user),
            user=request.user,
        )
        messages.success(request, _("The safeguarding leads have it."))

    def _choices(self, request: HttpRequest, report: Report, subject: Any) -> list[dict[str, Any]]:
        offered: list[tuple[str, str, ReportOutcome | None]] = [
            ("fine", _("Nothing wrong"), ReportOutcome.FINE),
        ]
        if not holds.is_held(subject):
            offered.append(("hold", _("Put the film away"), None))
        if request.user.groups.filter(name=LEADS).exists():
            offered.append(("take-down", _("Take the film down for good"), ReportOutcome.TAKEN_DOWN))
        return [
            {
                "act": act,
                "label": label,
                "why_not": [str(one.label) for one in reports.objections(report, request.user, outcome)],
            }
            for act, label, outcome in offered
        ]


class AppealsView(ReviewerView):
    right = "view_appeal"

    def get(self, request: HttpRequest) -> HttpResponse:
        found = Filters(request.GET).narrow(Appeal.objects, "decided_at")
        found = found.select_related("refusal__reason", "decided_by")
        return self.list_page(request, "moderation/admin/appeals.html", _("Second looks"), found)


class AppealView(ReviewerView):
    """One appeal: begin the review again, or say why the answer stays no."""

    right = "view_appeal"

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        appeal = get_object_or_404(Appeal.objects.select_related("refusal__reason", "decided_by"), pk=pk)
        audit.record(by=audit.actor(request.user), act="appeal.opened", subject=appeal)
        return self.page(request, appeal, StayForm())

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        appeal = get_object_or_404(Appeal, pk=pk)
        form = StayForm(request.POST)
        act = request.POST.get("act", "")
        if act not in ("again", "stay"):
            raise Http404
        try:
            if act == "again":
                appeals.begin_again(appeal=appeal, user=request.user)
                messages.success(request, _("Two people look at it afresh."))
            elif form.is_valid():
                reason = Reason.objects.get(code=form.cleaned_data["reason"])
                appeals.stay(appeal=appeal, reason=reason, user=request.user)
                messages.success(request, _("Settled. The child reads the reply with their code."))
            else:
                return self.page(request, appeal, form, status=422)
        except reports.NotFit as refused:
            messages.error(request, str(refused))
        return redirect("appeal", pk)

    def page(
        self, request: HttpRequest, appeal: Appeal, form: StayForm, *, status: int = 200
    ) -> HttpResponse:
        subject = appeal.subject
        context = {
            "appeal": appeal,
            "subject": subject,
            "subject_url": "" if subject is None or appeal.decided_at else subject.review_address(),
            "why_not": [str(one.label) for one in appeals.objections(appeal, request.user)],
            "form": form,
            **headed(str(appeal), (_("Second looks"), reverse("appeals"))),
        }
        return render(request, "moderation/admin/appeal.html", context, status=status)


class ReviewerMenuItem(MenuItem):
    """A menu link for those whose group has `right`."""

    def __init__(self, *args: Any, right: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.right = right

    def is_shown(self, request: HttpRequest) -> bool:
        return may_settle(request.user, self.right)


def urls() -> list[Any]:
    return [
        path("told/", ReportsView.as_view(), name="told"),
        path("told/<int:pk>/", ReportView.as_view(), name="told_report"),
        path("appeals/", AppealsView.as_view(), name="appeals"),
        path("appeals/<int:pk>/", AppealView.as_view(), name="appeal"),
    ]


def menu_items() -> list[MenuItem]:
    return [
        ReviewerMenuItem(
            gettext_lazy("What we are told"),
            reverse("told"),
            icon_name="warning",
            order=60,
            right="view_report",
        ),
        ReviewerMenuItem(
            gettext_lazy("Second looks"),
            reverse("appeals"),
            icon_name="rotate",
            order=61,
            right="view_appeal",
        ),
    ]
