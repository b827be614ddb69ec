"""A lead's own pages: the group, its bookings, the tickets to print."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import codes
from accounts.models import User
from consent import withdrawal
from consent.enums import Party
from moderation.checked import CheckState, Seen
from people import codes as receipts
from people import unsaved
from people.pages import personal
from places.enums import LIVE, State
from safeguarding import audit
from takeover.challenges import showing
from takeover.challenges.models import Arrival
from takeover.doors import HOSTS
from takeover.ending import LEFT
from takeover.sign_ups import actions, checking, queries, registering, telling
from takeover.sign_ups.enums import Gone
from takeover.sign_ups.forms import ReplyForm
from takeover.sign_ups.models import Group, SignUp
from takeover.sign_ups.views.edge import for_lead


@personal
@require_safe
def groups(request: HttpRequest) -> HttpResponseBase:
    """/takeovers/groups/: before signing in, what it takes; after, the group's own page."""
    user = codes.guest(request)
    if user is None:
        return render(
            request,
            "sign_ups/groups_start.html",
            {"steps": registering.STEPS, "sign_in": HOSTS.address(request.path)},
        )
    group = queries.group_of(user)
    return redirect("sign_ups:register", "who") if group is None else _own_page(request, group)


@require_http_methods(["GET", "HEAD", "POST"])
@HOSTS.for_guest
def register(request: HttpRequest, user: User, slug: str) -> HttpResponseBase:
    """/takeovers/groups/register/<step>/: one topic a page, the first time and whenever something changes."""
    step = next((one for one in registering.STEPS if one.slug == slug), None)
    if step is None:
        raise Http404
    group = queries.group_of(user)
    facts = registering.said(request, group)
    given = request.POST if request.method == "POST" else unsaved.take(request)
    if given is None:
        form = step.form(initial=facts, label_suffix="")
    else:
        form = step.form(given, label_suffix="")
        if request.method == "POST" and form.is_valid():
            registering.keep(request, form)
            due = registering.due(registering.said(request, group))
            return (
                redirect("sign_ups:register-check")
                if due is None
                else redirect("sign_ups:register", due.slug)
            )
    place = registering.STEPS.index(step)
    before = registering.STEPS[place - 1].slug if place else ""
    return render(
        request,
        "sign_ups/group_register.html",
        {
            "form": form,
            "topic": step,
            "step": place + 1,
            "steps": len(registering.STEPS),
            "alone": len(form.fields) == 1,
            "back": reverse("sign_ups:register", args=[before]) if before else reverse("sign_ups:groups"),
        },
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@HOSTS.for_guest
def register_check(request: HttpRequest, user: User) -> HttpResponseBase:
    """/takeovers/groups/register/check/: every answer with a way to change it, and the button that sends."""
    group = queries.group_of(user)
    facts = registering.said(request, group)
    due = registering.due(facts)
    if due is not None:
        return redirect("sign_ups:register", due.slug)
    if request.method == "POST":
        columns = registering.columns(facts)
        checking.register(lead=user, facts=columns, language=get_language() or "en")
        registering.clear(request)
        return redirect("sign_ups:groups")
    return render(
        request,
        "sign_ups/group_check.html",
        {"sections": registering.sections(facts), "again": group is not None},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_lead
def answer(request: HttpRequest, group: Group, pk: int) -> HttpResponseBase:
    """/takeovers/groups/questions/<pk>/: POST an answer; opened by hand, it leads to the page it is on."""
    asked = get_object_or_404(group.looks.filter(verdict=Seen.ASKED), pk=pk)
    given = request.POST if request.method == "POST" else unsaved.take(request)
    if given is None:
        return redirect("sign_ups:groups")
    form = ReplyForm(given, prefix=f"q{pk}", label_suffix="")
    by = audit.actor(request.user)
    if request.method != "POST" or not form.is_valid():
        return _own_page(request, group, form)
    checking.answer(look=asked, words=form.cleaned_data["answer"], by=by)
    form.hear(by=by, subject=group)
    return redirect("sign_ups:groups")


@require_safe
@for_lead
def booking(request: HttpRequest, group: Group, pk: int) -> HttpResponseBase:
    """/takeovers/groups/bookings/<pk>/: how it stands, what is missing, whose answers are in."""
    sign_up = _own(group, pk)
    assert sign_up.booking is not None
    today = timezone.localdate()
    live = sign_up.booking.state in LIVE
    tickets = queries.answered(list(sign_up.tickets.here())) if live else []
    arrival = Arrival.objects.filter(challenge=sign_up.challenge).first() if sign_up.firm else None
    return render(
        request,
        "sign_ups/booking.html",
        {
            "sign_up": sign_up,
            "challenge": sign_up.challenge,
            "when": showing.when(sign_up.challenge),
            "told": telling.tell(sign_up, today),
            "tickets": tickets,
            "ready": sum(row.ready for row in tickets),
            "live": live,
            "held": sign_up.booking.state == State.HELD,
            "arrival": arrival,
            "clashes": telling.clashes(queries.clashes(sign_up)) if live else [],
            "back": reverse("sign_ups:groups"),
        },
    )


@require_safe
@for_lead
def sheet(request: HttpRequest, group: Group, pk: int) -> HttpResponseBase:
    """/takeovers/groups/bookings/<pk>/tickets/: the tickets to cut out; each look is on record (S22)."""
    sign_up = _own(group, pk)
    if not (sign_up.live or sign_up.firm):
        raise Http404
    keys = sign_up.keys.filter(ticket__gone_at__isnull=True).order_by("ticket__number")
    slips: dict[int, dict[str, Any]] = {}
    for key in keys.select_related("ticket"):
        assert key.ticket is not None
        slip = slips.setdefault(key.ticket.number, {"number": key.ticket.number})
        slip["child" if key.party == Party.CHILD else "home"] = receipts.again(key, key.nonce)
    audit.record(by=audit.actor(request.user), act="sign_up.tickets_shown", subject=sign_up)
    return render(
        request,
        "sign_ups/sheet.html",
        {
            "sign_up": sign_up,
            "challenge": sign_up.challenge,
            "slips": list(slips.values()),
            "address": request.get_host() + reverse("sign_ups:my-place"),
            "back": reverse("sign_ups:booking", args=[pk]),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_lead
def give_back(request: HttpRequest, group: Group, pk: int, number: int) -> HttpResponseBase:
    """/takeovers/groups/bookings/<pk>/give-back/<number>/: one place goes to whoever is next."""
    sign_up = _own(group, pk)
    ticket = sign_up.tickets.here().filter(number=number).first()
    if ticket is None or not sign_up.live:
        return redirect("sign_ups:booking", pk)
    if request.method == "POST":
        withdrawal.withdraw(subject=ticket, by=audit.actor(request.user), route=Gone.GIVEN_BACK)
        return redirect("sign_ups:booking", pk)
    return _ask_once(request, sign_up, ticket=ticket)


@require_http_methods(["GET", "HEAD", "POST"])
@for_lead
def cancel(request: HttpRequest, group: Group, pk: int) -> HttpResponseBase:
    """/takeovers/groups/bookings/<pk>/cancel/: all places go to whoever is next."""
    sign_up = _own(group, pk)
    if not sign_up.live:
        return redirect("sign_ups:booking", pk)
    if request.method == "POST":
        actions.cancel(sign_up=sign_up, by=audit.actor(request.user))
        return redirect("sign_ups:booking", pk)
    return _ask_once(request, sign_up)


@require_http_methods(["GET", "HEAD", "POST"])
@for_lead
def leave(request: HttpRequest, group: Group) -> HttpResponseBase:
    """/takeovers/groups/leave/: a page that asks once, and a button that deletes (S8)."""
    if request.method != "POST":
        return render(request, "sign_ups/group_leave.html", {"group": group})
    withdrawal.withdraw(subject=group, by=audit.actor(request.user), route=LEFT)
    request.session.flush()
    return render(request, "sign_ups/group_left.html")


@require_POST
@for_lead
def coming(request: HttpRequest, group: Group, pk: int) -> HttpResponseBase:
    """/takeovers/groups/bookings/<pk>/coming/: whoever moved up says that they still come."""
    actions.still_come(sign_up=_own(group, pk), by=audit.actor(request.user))
    return redirect("sign_ups:booking", pk)


def _own(group: Group, pk: int) -> SignUp:
    return get_object_or_404(queries.sign_ups().filter(group=group, booking__isnull=False), pk=pk)


def _ask_once(request: HttpRequest, sign_up: SignUp, ticket: Any = None) -> HttpResponseBase:
    return render(
        request,
        "sign_ups/give_back.html",
        {
            "sign_up": sign_up,
            "challenge": sign_up.challenge,
            "ticket": ticket,
            "back": reverse("sign_ups:booking", args=[sign_up.pk]),
        },
    )


def _own_page(request: HttpRequest, group: Group, form: ReplyForm | None = None) -> HttpResponseBase:
    today = timezone.localdate()
    last = group.looks.last()
    question = last if last is not None and group.asked_at is not None else None
    reason = last if last is not None and group.refused_at is not None else None
    rows = queries.sign_ups().filter(group=group, booking__isnull=False).order_by("-id")
    if question is not None and form is None:
        form = ReplyForm(prefix=f"q{question.pk}", label_suffix="")
    state = group.state(today)
    return render(
        request,
        "sign_ups/group_page.html",
        {
            "group": group,
            "state": state,
            "words": telling.GROUP_WORDS[CheckState(state)],
            "question": question,
            "reason": reason,
            "form": form,
            "bookings": [telling.row(sign_up, today) for sign_up in rows],
        },
        status=422 if form is not None and form.errors else 200,
    )
