"""/admin/questions-asked/: the ordered list for a meetup, to print, and what came of each question."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.permissions import policy_registry

from cicc_meetups.models import Meetup
from cicc_meetups.questions import actions, queries
from cicc_meetups.questions.desk.forms import OutcomeForm
from cicc_meetups.questions.enums import Came
from cicc_meetups.questions.models import Question
from people import staff_pages
from safeguarding import audit

ICON = "help"


def may(user: Any) -> bool:
    """Whether `user` is of those who check questions: by group, so that an operator is not (ADR 0042)."""
    return policy_registry.get_by_type(Question).user_has_permission(user, "change")


@require_safe
def meetups(request: HttpRequest) -> HttpResponse:
    """Choose a meetup: those to come, then those that happened."""
    _let_in(request)
    rows = Meetup.objects.filter(cancelled_at__isnull=True).select_related("region").order_by("-starts_at")
    return staff_pages.page(
        request, "questions/admin/meetups.html", {"meetups": rows[:60]}, _("Questions asked"), icon=ICON
    )


@require_safe
def asked(request: HttpRequest, pk: int) -> HttpResponse:
    """The list for one meetup, what most councils want to hear first."""
    _let_in(request)
    meetup = get_object_or_404(Meetup.objects.select_related("region"), pk=pk)
    rows = [(one, queries.came_of(one)) for one in queries.ordered(meetup)]
    context = {"meetup": meetup, "rows": rows, "begun": meetup.starts_at <= timezone.now()}
    return staff_pages.page(request, "questions/admin/asked.html", context, str(meetup), _up(), icon=ICON)


@require_http_methods(["GET", "HEAD", "POST"])
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what came of one question; again, when more has come of it."""
    _let_in(request)
    question = get_object_or_404(Question.objects.public().select_related("meetup__region"), pk=pk)
    form = OutcomeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            actions.note(
                question=question,
                came=Came(given["came"]),
                words=given["words"],
                user=request.user,
                by=audit.actor(request.user),
            )
        except actions.NotNow:
            messages.error(request, _("The meetup has not begun."))
        else:
            messages.success(request, _("Noted. It is on the meetup's page."))
        return redirect("questions_asked_at", question.meetup_id)
    context = {"form": form, "question": question}
    return staff_pages.page(
        request, "questions/admin/note.html", context, _("What came of it"), _up(), icon=ICON
    )


def _let_in(request: HttpRequest) -> None:
    if not may(request.user):
        raise Http404


def _up() -> tuple[str, str]:
    return _("Questions asked"), reverse("questions_asked")
