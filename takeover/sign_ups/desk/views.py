"""Where groups are checked, and where staff see who has places at a challenge, and why not."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Min, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.permissions import policy_registry

from accounts.models import User
from moderation.checked import Seen
from moderation.checking_forms import BUTTONS
from people.staff_pages import headed
from places import queries as places
from places.enums import State
from safeguarding import audit
from takeover.challenges import actions as challenges
from takeover.challenges.enums import CalledOffFor
from takeover.challenges.forms import CallOffForm
from takeover.challenges.models import Challenge
from takeover.sign_ups import actions, checking
from takeover.sign_ups.desk.forms import FORMS
from takeover.sign_ups.models import Group, SignUp

PER_PAGE = 25
BY_STAFF = "by_staff"
_NOTHING = _("Nothing was changed.")
TO_CHECK, ASKED, CHECKED, REFUSED = "to-check", "asked", "checked", "refused"
_QUEUES = {
    TO_CHECK: _("To check"),
    ASKED: _("Waiting for an answer"),
    CHECKED: _("Checked"),
    REFUSED: _("Refused"),
}


class StaffView(View):
    """Lets in those who check groups; nobody else learns that one is there."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not policy_registry.get_by_type(Group).user_has_permission(request.user, "view"):
            raise Http404
        return super().dispatch(request, *args, **kwargs)


class GroupsView(StaffView):
    """/admin/groups/: what waits; those whose places run out first come first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        name = request.GET.get("queue", TO_CHECK)
        if name not in _QUEUES:
            raise Http404
        rows = _queue(name).select_related("authority")
        rows = rows.annotate(
            held_until=Min("sign_ups__booking__held_until", filter=Q(sign_ups__booking__state=State.HELD))
        )
        page = Paginator(rows.order_by("held_until", "pk"), PER_PAGE).get_page(request.GET.get("p"))
        return render(
            request,
            "sign_ups/admin/groups.html",
            {
                "queue": name,
                "queues": [(key, label, _queue(key).count()) for key, label in _QUEUES.items()],
                "rows": page.object_list,
                "page": page,
                **headed(_("Groups")),
            },
        )


class GroupView(StaffView):
    """/admin/groups/<pk>/: what the lead said, what was seen, and the verdict. Each look is on record."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        group = self.group(pk)
        audit.record(by=audit.actor(request.user), act="group.opened", subject=group)
        return self.page(request, group)

    def group(self, pk: int) -> Group:
        return get_object_or_404(Group.objects.select_related("authority", "lead"), pk=pk)

    def page(
        self, request: HttpRequest, group: Group, filled: dict[str, Any] | None = None, status: int = 200
    ) -> HttpResponse:
        """Return the page; `filled` are forms with what is wrong in them, by verdict."""
        choices = [
            (verdict, (filled or {}).get(verdict) or form(prefix=verdict), BUTTONS[verdict])
            for verdict, form in FORMS.items()
        ]
        return render(
            request,
            "sign_ups/admin/group.html",
            {
                "checked": group,
                "look_url": "group_look",
                "state": group.state(timezone.localdate()),
                "looks": group.looks.select_related("looked_by"),
                "choices": choices,
                "open": next(iter(filled or {}), ""),
                "can_check": checking.may_check(request.user),
                "sign_ups": group.sign_ups.select_related("challenge", "booking").order_by("-pk")[:50],
                **headed(group.name, (_("Groups"), reverse("group_desk"))),
            },
            status=status,
        )


class LookView(GroupView):
    """POST a verdict on a group."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, verdict: str) -> HttpResponse:
        group = self.group(pk)
        if verdict not in FORMS:
            raise Http404
        form = FORMS[Seen(verdict)](request.POST, prefix=verdict)
        if not form.is_valid():
            return self.page(request, group, {verdict: form}, status=422)
        assert isinstance(request.user, User)
        try:
            checking.look(group=group, verdict=Seen(verdict), user=request.user, **form.cleaned_data)
        except PermissionDenied:
            messages.error(request, _("You cannot check this group."))
            return redirect("group_check", pk)
        messages.success(request, _("Done. The lead has been told."))
        return redirect("group_desk")


class BookingsView(StaffView):
    """/admin/places/<challenge>/: every booking of a challenge with its whole story, each skip explained."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self.page(request, get_object_or_404(Challenge, pk=pk), CallOffForm())

    def page(
        self, request: HttpRequest, challenge: Challenge, form: CallOffForm, status: int = 200
    ) -> HttpResponse:
        may_change = policy_registry.get_by_type(SignUp).user_has_permission(request.user, "change")
        to_come = challenge.live and challenge.called_off_at is None
        rows = SignUp.objects.filter(challenge=challenge, booking__isnull=False)
        rows = (
            rows.select_related("booking", "group").prefetch_related("booking__steps").order_by("booking_id")
        )
        page = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
        allotment = places.allotment_of(challenge)
        return render(
            request,
            "sign_ups/admin/bookings.html",
            {
                "challenge": challenge,
                "allotment": allotment,
                "rows": [
                    (
                        sign_up,
                        sign_up.booking,
                        places.story(sign_up.booking),
                        places.why_waiting(sign_up.booking, allotment),
                    )
                    for sign_up in page.object_list
                    if sign_up.booking is not None
                ],
                "page": page,
                "may_change": may_change,
                "form": form,
                "may_call_off": may_change and to_come and not challenge.is_over(timezone.localdate()),
                **headed(_("Places"), (challenge.title, "")),
                "header_title": challenge.title,
            },
            status=status,
        )


class CallOffView(BookingsView):
    """POST: staff call a challenge off, when its host cannot be reached; groups and host are told."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        challenge = get_object_or_404(Challenge, pk=pk)
        if not policy_registry.get_by_type(SignUp).user_has_permission(request.user, "change"):
            raise Http404
        form = CallOffForm(request.POST)
        if not form.is_valid():
            return self.page(request, challenge, form, status=422)
        try:
            why = CalledOffFor(form.cleaned_data["why"])
            new = challenges.call_off(challenge=challenge, why=why, by=audit.actor(request.user))
        except challenges.NotNow:
            new = False
        said = _("It is called off. Its host and every group have been told.") if new else _NOTHING
        messages.success(request, said)
        return redirect("challenge_places", pk)


class CancelView(StaffView):
    """POST: staff give a booking's places back; whoever asked is told."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        sign_up = get_object_or_404(SignUp, pk=pk)
        if not policy_registry.get_by_type(SignUp).user_has_permission(request.user, "change"):
            raise Http404
        done = actions.cancel(sign_up=sign_up, by=audit.actor(request.user), reason=BY_STAFF)
        said = _("Done. Whoever asked has been told.") if done else _NOTHING
        messages.success(request, said)
        return redirect("challenge_places", sign_up.challenge_id)


def _queue(name: str) -> QuerySet[Group]:
    today = timezone.localdate()
    match name:
        case "asked":
            return Group.objects.filter(asked_at__isnull=False)
        case "checked":
            return Group.objects.checked(today)
        case "refused":
            return Group.objects.filter(refused_at__isnull=False)
    return Group.objects.to_check(today)
