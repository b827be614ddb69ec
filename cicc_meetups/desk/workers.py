"""Where councils' workers are checked."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.permissions import policy_registry

from accounts.models import User
from cicc_meetups import actions, queries
from cicc_meetups.desk.forms import FindForm
from cicc_meetups.models import Worker
from moderation.checked import Seen
from moderation.checking_forms import BUTTONS, FORMS
from people.staff_pages import headed
from safeguarding import audit

PER_PAGE = 25
_QUEUES = {
    queries.TO_CHECK: _("To check"),
    queries.ASKED: _("Waiting for an answer"),
    queries.CHECKED: _("Checked"),
    queries.REFUSED: _("Refused"),
}
_STATES = {
    queries.ALL: _("All"),
    queries.TO_CHECK: _("To check"),
    queries.NEW: _("To check: new"),
    queries.ENDED: _("To check: a check has ended"),
    queries.ASKED: _("Waiting for an answer"),
    queries.CHECKED: _("Checked"),
    queries.REFUSED: _("Refused"),
}


def may_see(user: Any) -> bool:
    """Whether `user` sees workers at all."""
    return policy_registry.get_by_type(Worker).user_has_permission(user, "view")


class StaffView(View):
    """Lets in those who check workers; nobody else learns that one is there."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_see(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class WorkersView(StaffView):
    """/admin/council-workers/?q=&queue=&p=: by council; names are a page further, on record."""

    def get(self, request: HttpRequest) -> HttpResponse:
        form = FindForm({"queue": queries.TO_CHECK, **request.GET.dict()}, queues=[*_STATES.items()])
        if not form.is_valid():
            raise Http404
        name, words = form.cleaned_data["queue"], form.cleaned_data["q"]
        page = Paginator(queries.queue(name, words), PER_PAGE).get_page(request.GET.get("p"))
        today = timezone.localdate()
        return render(
            request,
            "cicc_meetups/admin/workers.html",
            {
                "queue": name,
                "queues": [(key, label, queries.queue(key).count()) for key, label in _QUEUES.items()],
                "form": form,
                "rows": [(worker, worker.state(today)) for worker in page.object_list],
                "page": page,
                **headed(_("Council workers")),
            },
        )


class WorkerView(StaffView):
    """/admin/council-workers/<pk>/: what was said, what was seen, and the verdict. Each look is on record."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        worker = self.worker(pk)
        audit.record(by=audit.actor(request.user), act="worker.opened", subject=worker)
        return self.page(request, worker)

    def worker(self, pk: int) -> Worker:
        return get_object_or_404(Worker.objects.select_related("council__authority", "user"), pk=pk)

    def page(
        self, request: HttpRequest, worker: Worker, filled: dict[str, Any] | None = None, status: int = 200
    ) -> HttpResponse:
        """Return the page; `filled` are forms with what is wrong in them, by verdict."""
        choices = [
            (verdict, (filled or {}).get(verdict) or form(prefix=verdict), BUTTONS[verdict])
            for verdict, form in FORMS.items()
        ]
        return render(
            request,
            "cicc_meetups/admin/worker.html",
            {
                "checked": worker,
                "look_url": "worker_look",
                "state": worker.state(timezone.localdate()),
                "looks": worker.looks.select_related("looked_by"),
                "beside": worker.council.workers.exclude(pk=worker.pk).count(),
                "choices": choices,
                "open": next(iter(filled or {}), ""),
                "can_check": actions.may_check(request.user),
                **headed(worker.council.name, (_("Council workers"), reverse("worker_desk"))),
            },
            status=status,
        )


class LookView(WorkerView):
    """POST a verdict on a worker."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, verdict: str) -> HttpResponse:
        worker = self.worker(pk)
        if verdict not in FORMS:
            raise Http404
        form = FORMS[Seen(verdict)](request.POST, prefix=verdict)
        if not form.is_valid():
            return self.page(request, worker, {verdict: form}, status=422)
        assert isinstance(request.user, User)
        try:
            actions.look(worker=worker, verdict=Seen(verdict), user=request.user, **form.cleaned_data)
        except PermissionDenied:
            messages.error(request, _("You cannot check this worker."))
            return redirect("worker_check", pk)
        messages.success(request, _("Done. The worker has been told."))
        return redirect("worker_desk")
