"""Where hosts are checked: a list, and a page for each with everything somebody needs to decide."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.permissions import policy_registry

from accounts.models import User
from moderation import actions as moderation_actions
from moderation import queries as moderation
from moderation import rules
from moderation.enums import Check, Objection, Verdict
from safeguarding import audit
from safeguarding import queries as safeguarding
from safeguarding.permissions import LEADS
from takeover import actions, gate, journey
from takeover.desk import queries
from takeover.desk.forms import FORMS, QUESTION, TickForm
from takeover.enums import Proof, SuspendedFor
from takeover.models import Document, Host
from takeover.views.host import download

PER_PAGE = 25
_QUEUES = {
    queries.YOURS: _("You can take"),
    queries.OTHERS: _("Somebody else's turn"),
    queries.ASKED: _("Waiting for an answer"),
    queries.ENDING: _("Ending within 60 days"),
    queries.SUSPENDED: _("Suspended"),
    queries.APPROVED: _("Approved"),
    queries.REFUSED: _("Refused"),
}


class CheckerView(View):
    """Lets in those who check hosts; nobody else learns that a host is there."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not policy_registry.get_by_type(Host).user_has_permission(request.user, "view"):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def host(self, pk: int) -> Host:
        hosts = Host.objects.alive().select_related("registration", "authority", "season", "reply")
        return get_object_or_404(hosts, pk=pk)

    def person(self) -> User:
        """Return who is signed in; the door lets nobody else this far."""
        assert isinstance(self.request.user, User)
        return self.request.user

    def is_lead(self) -> bool:
        return self.request.user.groups.filter(name=LEADS).exists()


class DeskView(CheckerView):
    """/admin/hosts/: what waits, and what ends soon."""

    def get(self, request: HttpRequest) -> HttpResponse:
        counts = queries.counts(request.user)
        name = request.GET.get("queue", queries.YOURS)
        if name not in counts:
            raise Http404
        page = Paginator(queries.listed(name, request.user), PER_PAGE).get_page(request.GET.get("p"))
        return render(
            request,
            "takeover/admin/desk.html",
            {
                "queue": name,
                "queues": [(key, _QUEUES[key], count) for key, count in counts.items()],
                "rows": queries.rows(list(page.object_list)),
                "page": page,
                "header_title": _("Hosts"),
                "breadcrumbs_items": _crumbs((None, _("Hosts"))),
            },
        )


class HostView(CheckerView):
    """/admin/hosts/<pk>/: what the host says, what was checked, and the verdict."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        host = self.host(pk)
        audit.record(by=audit.actor(request.user), act="host.opened", subject=host)
        digest = host.review_digest(Check.SAFEGUARDING)
        if not moderation.has_seen(host, request.user, digest):
            # The page shows every answer, and every paper by its hash: opening it is having seen it.
            moderation_actions.note_seen(subject=host, user=request.user, digest=digest, what="page")
        return self.page(request, host)

    def page(
        self, request: HttpRequest, host: Host, *, filled: dict[str, Any] | None = None, status: int = 200
    ) -> HttpResponse:
        """Return the page; `filled` are forms with what is wrong in them, by proof or verdict."""
        filled = filled or {}
        answers = host.answers()
        state = queries.task_state(host)
        now = moderation.situation(state, request.user, subject=host) if state is not None else None
        choices = []
        if now is not None:
            for verdict, form in FORMS.items():
                objections = rules.objections(verdict, now, reason_verdict="")
                choices.append(
                    {
                        "verdict": verdict,
                        "form": filled.get(verdict) or form(prefix=verdict),
                        "why_not": [str(one.label) for one in objections if one != Objection.BLOCKED],
                        "blockers": now.blockers if Objection.BLOCKED in objections else (),
                        "open": verdict in filled,
                    }
                )
        registration = getattr(host, "registration", None)
        return render(
            request,
            "takeover/admin/host.html",
            {
                "host": host,
                "email": registration.owner.email if registration is not None else "",
                "check": now.check.label if now is not None else "",
                "task_state": state,
                "choices": choices,
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
                    for standing in gate.standings(host)
                ],
                "decisions": moderation.decisions(host),
                "trail": safeguarding.trail(host).order_by("-id")[:40],
                "can_check": actions.may_check(request.user),
                "is_lead": self.is_lead(),
                "header_title": host.name,
                "breadcrumbs_items": _crumbs((reverse("host_desk"), _("Hosts")), (None, host.name)),
            },
            status=status,
        )


class TickView(HostView):
    """POST: one proof was seen (S26)."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, proof: str) -> HttpResponse:
        host = self.host(pk)
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


class DecideView(HostView):
    """POST a verdict: approve, ask_change or refuse."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, verdict: str) -> HttpResponse:
        host = self.host(pk)
        if verdict not in FORMS:
            raise Http404
        state = queries.task_state(host)
        if state is None:
            messages.warning(request, Objection.NOT_WAITING.label)
            return redirect("host_check", pk)
        form = FORMS[Verdict(verdict)](request.POST, prefix=verdict)
        if not form.is_valid():
            return self.page(request, host, filled={verdict: form}, status=422)
        if str(state.pk) != request.POST.get("task_state"):
            messages.warning(request, _("Somebody was faster. This is how the host stands now."))
            return redirect("host_check", pk)
        given = form.cleaned_data
        try:
            if verdict == Verdict.ASK_CHANGE:
                actions.ask(host=host, words=given["words"], reason=QUESTION, user=self.person())
            else:
                moderation_actions.decide(task_state=state, user=request.user, verdict=verdict, **given)
        except PermissionDenied as refused:
            messages.error(request, str(refused))
            return redirect("host_check", pk)
        messages.success(
            request, _("%(name)s: %(verdict)s") % {"name": host.name, "verdict": Verdict(verdict).label}
        )
        return redirect("host_desk")


class SuspendView(CheckerView):
    """POST: a safeguarding lead puts a host out of sight, or back."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, act: str) -> HttpResponse:
        host = self.host(pk)
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
        host = self.host(pk)
        document = get_object_or_404(Document.objects.sent(), registration__host=host, pk=paper)
        answer = download(request, document)
        audit.record(by=audit.actor(request.user), act="host.paper_opened", subject=host, paper=document.pk)
        return answer

    head = get


def _crumbs(*steps: tuple[str | None, Any]) -> list[dict[str, Any]]:
    home = {"url": reverse("wagtailadmin_home"), "label": _("Home")}
    return [home, *({"url": url or "", "label": label} for url, label in steps)]
