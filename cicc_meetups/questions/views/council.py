"""What a council's checked worker asks and votes for on the council's behalf."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cicc_meetups.models import Meetup, Worker
from cicc_meetups.questions import actions, queries
from cicc_meetups.questions.enums import Route
from cicc_meetups.questions.forms import QuestionForm
from cicc_meetups.questions.models import Question
from cicc_meetups.views.edge import for_checked
from moderation import tell_us as telling
from moderation.told_words import IT
from safeguarding import audit

MOST_LISTED = 60  # three a meetup: some years of them


@require_safe
@for_checked
def meetups(request: HttpRequest, worker: Worker) -> HttpResponseBase:
    """/meetups/questions/: the meetups that take questions, and what became of all this council asked."""
    own = [(one, queries.came_of(one)) for one in queries.asked_by(worker.council)[:MOST_LISTED]]
    context = {"worker": worker, "meetups": queries.open_meetups()[:24], "own": own}
    return render(request, "questions/meetups.html", context)


@require_safe
@for_checked
def questions(request: HttpRequest, worker: Worker, pk: int) -> HttpResponseBase:
    """/meetups/questions/<meetup>/: what is asked, what this council asks, and its votes."""
    meetup = get_object_or_404(Meetup.objects.select_related("region"), pk=pk)
    now = timezone.now()
    own = list(queries.own(meetup, worker.council))
    asked = sum(one.refused_at is None for one in own)
    is_open = queries.is_open(meetup, now)
    context = {
        "worker": worker,
        "meetup": meetup,
        "is_open": is_open,
        "questions": queries.for_council(meetup, worker.council),
        "own": own,
        "can_ask": is_open and asked < actions.MOST_A_COUNCIL,
        "left": actions.MOST_A_COUNCIL - asked,
    }
    return render(request, "questions/questions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_checked
def ask(request: HttpRequest, worker: Worker, pk: int) -> HttpResponseBase:
    """/meetups/questions/<meetup>/ask/: one question."""
    meetup = get_object_or_404(queries.open_meetups(), pk=pk)
    form = QuestionForm(request.POST or None, label_suffix="")
    if request.method == "POST":
        by = audit.actor(request.user)
        form.hear(by=by, subject=meetup, user=request.user)
        if form.is_valid():
            words, language = form.cleaned_data["words"], get_language() or "en"
            try:
                actions.ask(meetup=meetup, council=worker.council, words=words, language=language, by=by)
            except actions.Enough:
                form.add_error("words", _("Your council has asked three. Take one back to ask another."))
            except actions.NotNow:
                return redirect("questions:questions", pk)
            else:
                messages.success(request, _("We have it. Two people on our team read it first."))
                return redirect("questions:questions", pk)
    context = {"form": form, "meetup": meetup, "back": reverse("questions:questions", args=[pk])}
    return render(request, "questions/ask.html", context, status=422 if form.errors else 200)


@require_POST
@for_checked
def vote(request: HttpRequest, worker: Worker, pk: int) -> HttpResponseBase:
    """/meetups/questions/vote/<question>/: `wanted` gives the council's vote, else it is taken back."""
    question = get_object_or_404(Question.objects.public(), pk=pk)
    wanted = request.POST.get("wanted") == "yes"
    try:
        actions.vote(question=question, council=worker.council, wanted=wanted, by=audit.actor(request.user))
    except actions.NotNow:
        messages.info(request, _("The meetup has begun. Votes are closed."))
    except Question.DoesNotExist as error:
        raise Http404 from error
    return redirect(f"{reverse('questions:questions', args=[question.meetup_id])}#q-{question.pk}")


@require_http_methods(["GET", "HEAD", "POST"])
@for_checked
def take_back(request: HttpRequest, worker: Worker, pk: int) -> HttpResponseBase:
    """/meetups/questions/take-back/<question>/: asks once; the button deletes."""
    question = get_object_or_404(Question.objects.here(), pk=pk, council=worker.council)
    back = reverse("questions:questions", args=[question.meetup_id])
    if request.method != "POST":
        return render(request, "questions/take_back.html", {"question": question, "back": back})
    actions.take_back(question=question, by=audit.actor(request.user), route=Route.COUNCIL)
    return redirect(back)


@require_http_methods(["GET", "HEAD", "POST"])
@for_checked
def tell_us(request: HttpRequest, worker: Worker, pk: int) -> HttpResponseBase:
    """/meetups/questions/tell-us/<question>/: something is wrong with another council's question."""
    rows = (
        Question.objects.here().filter(live=True) if request.method == "POST" else Question.objects.public()
    )
    question = get_object_or_404(rows, pk=pk)
    back = reverse("questions:questions", args=[question.meetup_id])
    return telling.page(request, question, name=question.words, back=back, about=IT)
