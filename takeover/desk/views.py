"""Where hosts are checked: a list, and a page for each with everything somebody needs to decide."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _

from safeguarding import audit
from takeover import actions, gate, journey
from takeover.desk import queries, review
from takeover.desk.forms import QUESTION, TickForm
from takeover.desk.hosts import DESK
from takeover.enums import Proof, SuspendedFor
from takeover.models import Document, Host
from takeover.views.host import download


class CheckerView(review.DeskView):
    desk = DESK

    def subjects(self) -> QuerySet[Host]:
        return Host.objects.alive().select_related("registration", "authority", "season", "reply")


class DeskView(CheckerView, review.QueuesView):
    """/admin/hosts/: what waits, and what ends soon."""

    template = "takeover/admin/hosts.html"
    queues = {
        queries.YOURS: _("You can take"),
        queries.OTHERS: _("Somebody else's turn"),
        queries.ASKED: _("Waiting for an answer"),
        queries.ENDING: _("Ending within 60 days"),
        queries.SUSPENDED: _("Suspended"),
        queries.APPROVED: _("Approved"),
        queries.REFUSED: _("Refused"),
    }

    def queue(self, name: str, user: Any) -> QuerySet[Any]:
        return queries.listed(name, user)

    def rows(self, subjects: list[Any]) -> list[Any]:
        return queries.rows(subjects)


class HostView(CheckerView, review.SubjectView):
    """/admin/hosts/<pk>/: what the host says, what was checked, and the verdict."""

    template = "takeover/admin/host.html"

    def shown(self, subject: Host, filled: Mapping[str, Any]) -> dict[str, Any]:
        answers = subject.answers()
        registration = getattr(subject, "registration", None)
        return {
            "host": subject,
            "email": registration.owner.email if registration is not None else "",
            "topics": [
                (topic.name, topic.form(answers=answers).summary())
                for topic in journey.REGISTRATION.topics(answers)
                if not topic.form.kept_elsewhere
            ],
            "papers": registration.documents.sent() if registration is not None else [],
            "questions": registration.questions.all() if registration is not None else [],
            "standings": [
                (
                    standing,
                    filled.get(standing.proof)
                    or TickForm(prefix=standing.proof, proof=standing.proof, answers=answers),
                )
                for standing in gate.standings(subject)
            ],
            "can_check": actions.may_check(self.request.user),
        }


class TickView(HostView):
    """POST: one proof was seen (S26)."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, proof: str) -> HttpResponse:
        host = self.subject(pk)
        if proof not in Proof.values or not actions.may_check(request.user):
            raise Http404
        form = TickForm(request.POST, prefix=proof, proof=Proof(proof), answers=host.answers())
        if not form.is_valid():
            return self.page(request, host, filled={proof: form}, status=422)
        standing = next(one for one in gate.standings(host) if one.proof == proof)
        if standing.digest != request.POST.get("digest"):
            messages.warning(request, _("The host has sent something else meanwhile. Look again, please."))
            return redirect("host_check", pk)
        actions.tick(host=host, proof=Proof(proof), user=self.person(), **form.cleaned_data)
        messages.success(request, _("Ticked: %(what)s") % {"what": Proof(proof).label})
        return redirect("host_check", pk)


class DecideView(review.DecideView, HostView):
    """POST a verdict: approve, ask_change or refuse."""

    def ask(self, subject: Host, words: str) -> None:
        actions.ask(host=subject, words=words, reason=QUESTION, user=self.person())


class SuspendView(CheckerView):
    """POST: a safeguarding lead puts a host out of sight, or back."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, act: str) -> HttpResponse:
        host = self.subject(pk)
        by = audit.actor(request.user)
        try:
            if act == "suspend":
                done = actions.suspend(host=host, reason=SuspendedFor.STAFF, by=by, user=self.person())
            else:
                done = actions.resume(host=host, by=by, user=self.person())
        except PermissionDenied as refused:
            messages.error(request, str(refused) or _("A safeguarding lead does this."))
        else:
            said = _("Done. The host has been told.") if done else _("Nothing was changed.")
            messages.success(request, said)
        return redirect("host_check", pk)


class PaperView(CheckerView):
    """GET a host's paper; each look is on record (S22)."""

    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, pk: int, paper: int) -> HttpResponseBase:
        host = self.subject(pk)
        document = get_object_or_404(Document.objects.sent(), registration__host=host, pk=paper)
        answer = download(request, document)
        audit.record(by=audit.actor(request.user), act="host.paper_opened", subject=host, paper=document.pk)
        return answer

    head = get
