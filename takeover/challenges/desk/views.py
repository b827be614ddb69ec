"""Where challenges are checked: a list, and a page for each with all its words and what changed in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from moderation import queries as moderation
from places.queries import allotments_of
from safeguarding import actions as safeguarding_actions
from safeguarding import audit
from safeguarding import queries as safeguarding
from takeover import gate as hosts_gate
from takeover.challenges import actions, seats
from takeover.challenges import queries as challenges
from takeover.challenges.desk import queries
from takeover.challenges.desk.forms import FORMS, QUESTION
from takeover.challenges.models import Challenge
from takeover.desk import review

DESK = review.Desk(model=Challenge, name="challenge", title=_("Challenges"), forms=FORMS)


class CheckerView(review.DeskView):
    desk = DESK

    def subjects(self) -> QuerySet[Challenge]:
        return Challenge.objects.select_related("host", "authority", "season", "reply", "latest_revision")


class DeskView(CheckerView, review.QueuesView):
    """/admin/challenges/: what waits, what is public, what was called off."""

    template = "challenges/admin/list.html"
    queues = {
        queries.YOURS: _("You can take"),
        queries.OTHERS: _("Somebody else's turn"),
        queries.ASKED: _("Waiting for an answer"),
        queries.PUBLISHED: _("Public, to come"),
        queries.HELD: _("Held"),
        queries.REFUSED: _("Refused"),
        queries.CALLED_OFF: _("Called off"),
    }

    def queue(self, name: str, user: Any) -> QuerySet[Any]:
        return queries.queue(name, user).select_related("host", "authority")

    def rows(self, subjects: list[Any]) -> list[Any]:
        today, places = timezone.localdate(), allotments_of(subjects)
        return [(one, one.state(today), places.get(str(one.pk))) for one in subjects]


class ChallengeView(CheckerView, review.SubjectView):
    """/admin/challenges/<pk>/: every word, what is new in it, what could name somebody, and the host."""

    template = "challenges/admin/challenge.html"

    def shown(self, subject: Challenge, filled: Mapping[str, Any]) -> dict[str, Any]:
        submitted = moderation.as_submitted(subject)
        host = subject.host
        return {
            "challenge": subject,
            "state": subject.state(timezone.localdate()),
            "topics": queries.lines(subject),
            "differs": subject.live and submitted.words() != subject.words(),
            "hits": challenges.hits(submitted.words()),
            "arrival": challenges.arrival_of(subject),
            "places": seats.of(subject),
            "host": host,
            "standings": hosts_gate.standings(host),
            "questions": subject.questions.all(),
            "held": safeguarding.is_held(subject),
        }


class DecideView(review.DecideView, ChallengeView):
    """POST a verdict: approve, ask_change or refuse."""

    def ask(self, subject: Challenge, words: str) -> None:
        actions.ask(challenge=subject, words=words, reason=QUESTION, user=self.person())


class HoldView(CheckerView):
    """POST: anybody here holds it, out of sight at once; a safeguarding lead lets it go."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, act: str) -> HttpResponse:
        subject, by = self.subject(pk), audit.actor(request.user)
        if act == "lift" and not self.is_lead():
            raise Http404
        try:
            if act == "hold":
                safeguarding_actions.hold(subject=subject, reason="reviewer", by=by, user=self.person())
                messages.success(request, _("It is held: nobody sees it, and nobody can book."))
            else:
                safeguarding_actions.lift(subject=subject, by=by, user=self.person())
                messages.success(request, _("It is held no more."))
        except safeguarding_actions.Sealed:
            messages.error(request, _("It is sealed: two safeguarding leads open that first."))
        return redirect(self.desk.page_name, pk)
