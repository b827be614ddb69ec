"""A desk with a page for each thing that waits: everything to read on the left, the verdict on the right.

A room says what its desk is with a `Desk`, and subclasses the views: what a list shows, what a page shows,
and how its host is asked something. What may be decided by whom is moderation's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.menu import MenuItem
from wagtail.models import TaskState
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import SnippetViewSet

from accounts.models import User
from moderation import actions as moderation_actions
from moderation import queries as moderation
from moderation import rules
from moderation.enums import Check, Objection, Verdict
from people.numbers import whole_number
from people.staff_pages import headed
from safeguarding import audit
from safeguarding import queries as safeguarding
from safeguarding.permissions import LEADS

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class Desk:
    """What one desk is for. `name` begins the names of its addresses: '<name>_desk', '<name>_check',
    '<name>_decide'. `forms` are what each verdict asks for."""

    model: type[Model]
    name: str
    title: Promise
    forms: Mapping[Verdict, type[forms.Form]]

    @property
    def list_name(self) -> str:
        return f"{self.name}_desk"

    @property
    def page_name(self) -> str:
        return f"{self.name}_check"

    def lets_in(self, user: Any) -> bool:
        """Whether `user` may look: by group, superusers like everybody else (ADR 0042)."""
        return policy_registry.get_by_type(self.model).user_has_permission(user, "view")


class DeskView(View):
    """Lets in those who check; nobody else learns that something is there."""

    desk: ClassVar[Desk]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.desk.lets_in(request.user):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def subjects(self) -> QuerySet[Any]:
        """Return what has a page at this desk; for rooms to say."""
        raise NotImplementedError

    def subject(self, pk: int) -> Any:
        return get_object_or_404(self.subjects(), pk=pk)

    def person(self) -> User:
        """Return who is signed in; the door lets nobody else this far."""
        assert isinstance(self.request.user, User)
        return self.request.user

    def is_lead(self) -> bool:
        return self.request.user.groups.filter(name=LEADS).exists()


class QueuesView(DeskView):
    """The list, one queue at a time; `queues` are their names in words, the first shown unasked."""

    template: ClassVar[str]
    queues: ClassVar[Mapping[str, Any]]

    def queue(self, name: str, user: Any) -> QuerySet[Any]:
        """Return one queue for `user`, with all that the list reads; for rooms to say."""
        raise NotImplementedError

    def rows(self, subjects: list[Any]) -> list[Any]:
        """Return what the list says of each."""
        return subjects

    def get(self, request: HttpRequest) -> HttpResponse:
        name = request.GET.get("queue", next(iter(self.queues)))
        if name not in self.queues:
            raise Http404
        page = Paginator(self.queue(name, request.user), PER_PAGE).get_page(request.GET.get("p"))
        counted = [(key, label, self.queue(key, request.user).count()) for key, label in self.queues.items()]
        return render(
            request,
            self.template,
            {
                "queue": name,
                "queues": counted,
                "rows": self.rows(list(page.object_list)),
                "page": page,
                **headed(self.desk.title),
            },
        )


class SubjectView(DeskView):
    """One thing with everything somebody needs to decide. Opening it is having seen it, on record (S22)."""

    template: ClassVar[str]

    def shown(self, subject: Any, filled: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the room's own template reads; for rooms to say. `filled` as in `page`."""
        raise NotImplementedError

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        subject = self.subject(pk)
        audit.record(by=audit.actor(request.user), act=f"{self.desk.name}.opened", subject=subject)
        digest = moderation.as_submitted(subject).review_digest(Check.SAFEGUARDING)
        if not moderation.has_seen(subject, request.user, digest):
            moderation_actions.note_seen(subject=subject, user=request.user, digest=digest, what="page")
        return self.page(request, subject)

    def page(
        self,
        request: HttpRequest,
        subject: Any,
        *,
        filled: dict[str, Any] | None = None,
        status: int = 200,
    ) -> HttpResponse:
        """Return the page; `filled` are forms with what is wrong in them, by verdict or the room's names."""
        filled = filled or {}
        state = task_state(subject)
        submitted = moderation.as_submitted(subject)
        now = moderation.situation(state, request.user, subject=submitted) if state is not None else None
        return render(
            request,
            self.template,
            {
                "check": now.check.label if now is not None else "",
                "task_state": state,
                "choices": self._choices(now, subject, filled) if now is not None else [],
                "decisions": moderation.decisions(subject),
                "trail": safeguarding.trail(subject).order_by("-id")[:40],
                "is_lead": self.is_lead(),
                **headed(str(subject), (self.desk.title, reverse(self.desk.list_name))),
                **self.shown(subject, filled),
            },
            status=status,
        )

    def _choices(self, now: rules.Situation, subject: Any, filled: Mapping[str, Any]) -> list[dict[str, Any]]:
        found = []
        for verdict, form in self.desk.forms.items():
            why_not = rules.objections(verdict, now, reason_verdict="")
            found.append(
                {
                    "verdict": verdict,
                    "url": reverse(f"{self.desk.name}_decide", args=[subject.pk, verdict.value]),
                    "form": filled.get(verdict) or form(prefix=verdict),
                    "why_not": [str(one.label) for one in why_not if one != Objection.BLOCKED],
                    "blockers": now.blockers if Objection.BLOCKED in why_not else (),
                    "open": verdict in filled,
                }
            )
        return found


class DecideView(SubjectView):
    """POST a verdict: approve, ask_change or refuse. Rooms put it before their page's view."""

    http_method_names = ["post"]

    def ask(self, subject: Any, words: str) -> None:
        """Ask the host something; for rooms to say. Raises PermissionDenied."""
        raise NotImplementedError

    def post(self, request: HttpRequest, pk: int, verdict: str) -> HttpResponse:
        subject = self.subject(pk)
        if verdict not in self.desk.forms:
            raise Http404
        state = task_state(subject)
        if state is None:
            messages.warning(request, Objection.NOT_WAITING.label)
            return redirect(self.desk.page_name, pk)
        form = self.desk.forms[Verdict(verdict)](request.POST, prefix=verdict)
        if not form.is_valid():
            return self.page(request, subject, filled={verdict: form}, status=422)
        if str(state.pk) != request.POST.get("task_state"):
            messages.warning(request, _("Somebody was faster. This is how it stands now."))
            return redirect(self.desk.page_name, pk)
        given = form.cleaned_data
        try:
            if verdict == Verdict.ASK_CHANGE:
                self.ask(subject, given["words"])
            else:
                moderation_actions.decide(task_state=state, user=request.user, verdict=verdict, **given)
        except PermissionDenied as refused:
            messages.error(request, str(refused))
            return redirect(self.desk.page_name, pk)
        said = _("%(name)s: %(verdict)s") % {"name": subject, "verdict": Verdict(verdict).label}
        messages.success(request, said)
        return redirect(self.desk.list_name)


class DeskMenuItem(MenuItem):
    """The desk's link in the menu, for those who may be there."""

    def __init__(self, desk: Desk, *, icon: str, order: int) -> None:
        self.desk = desk
        address = reverse(desk.list_name)
        super().__init__(desk.title, address, name=f"{desk.name}s", icon_name=icon, order=order)

    def is_shown(self, request: HttpRequest) -> bool:
        return self.desk.lets_in(request.user)


class AtTheDesk(SnippetViewSet):
    """Wagtail's front page, reports and letters ask for these addresses by name: all lead to the desk."""

    desk: Desk

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            URLPattern(each.pattern, self._lead_there, None, each.name) for each in super().get_urlpatterns()
        ]

    def register_chooser_viewset(self) -> None:
        """Nothing chooses one here."""

    def _lead_there(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.desk.lets_in(request.user):
            raise Http404
        pk = whole_number(str(kwargs.get("pk", "")))
        return redirect(self.desk.page_name, pk) if pk is not None else redirect(self.desk.list_name)


def task_state(subject: Any) -> TaskState | None:
    """Return the check that waits, with what is needed to decide it."""
    state = subject.current_workflow_task_state
    return state if state is not None and state.status == TaskState.STATUS_IN_PROGRESS else None
