"""/my-place/: a ticket's code opens where it stands. The child's own pages, one question each.

The code is typed, never part of an address; it is exchanged for a signed cookie of half an hour.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from consent import queries as consent
from consent import questions as consent_questions
from consent import withdrawal
from consent.enums import Care, Party, Purpose
from people import codes, limits
from people import opened as opening
from people.ages import AgeBand
from people.pages import personal
from takeover.challenges import showing
from takeover.challenges.models import Arrival
from takeover.sign_ups import actions, grown_ups, queries, questions, rules, telling
from takeover.sign_ups.enums import Asker, Gone
from takeover.sign_ups.forms import AgeForm, CareForm, CodeForm, GrownUpForm, NameForm, NeedsForm
from takeover.sign_ups.models import Key, SignUp, Ticket
from takeover.sign_ups.views import grown_up
from takeover.sign_ups.views.edge import COOKIE, by_code, open_with, opened

BY = "child"
CODES_FROM_ONE_PLACE = 90  # an hour: a class of 30 may mistype twice each (S38)
_SAYS = {
    "coming": Purpose.TAKE_PART,
    "name-shown": Purpose.SHARE_WITH_HOST,
    "photo": Purpose.PHOTO_AT_EVENT,
}


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponseBase:
    """/my-place/: ask for the code, or tell where the place is."""
    if request.method == "POST":
        return _enter(request)
    key = opened(request)
    if key is None:
        return render(request, "sign_ups/my_place_code.html", {"form": CodeForm(label_suffix="")})
    code = codes.again(key, key.nonce) if request.GET.get("new") == "1" else None
    if key.party == Party.GUARDIAN:
        return grown_up.own_page(request, key, code=code)
    assert key.ticket is not None
    return own_page(request, key.ticket, code=code)


def with_ticket(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Open a page to the child whose ticket it is; the view gets the Ticket. Over: its own page says so."""

    @wraps(view)
    @by_code
    def inside(request: HttpRequest, key: Key, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if key.party != Party.CHILD or key.ticket is None:
            raise Http404
        key.ticket.sign_up = key.sign_up
        if not _here(key.ticket):
            return redirect("sign_ups:my-place")
        return view(request, key.ticket, *args, **kwargs)

    return inside


def own_page(
    request: HttpRequest, ticket: Ticket, *, code: str | None, help_now: bool = False
) -> HttpResponse:
    """Return the child's page: what, when, where, how it stands, and what was said."""
    sign_up = queries.sign_ups().get(pk=ticket.sign_up_id)
    ticket.sign_up = sign_up
    here = _here(ticket)
    asked = questions.ask(ticket, Party.CHILD) if here else []
    return render(
        request,
        "sign_ups/my_place_child.html",
        {
            "ticket": ticket,
            "here": here,
            "code": code,
            "challenge": sign_up.challenge,
            "when": showing.when(sign_up.challenge),
            "told": telling.tell(sign_up, timezone.localdate()) if sign_up.booking else None,
            "questions": asked,
            "next": _next(ticket, asked),
            "ready": here and queries.answered([ticket])[0].ready,
            "arrival": arrival(sign_up) if here else None,
            "may_ask_grown_up": here and sign_up.asker == Asker.GROUP,
            "can_say_coming": here and sign_up.asker == Asker.YOUNG_PERSON,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@with_ticket
def name(request: HttpRequest, ticket: Ticket) -> HttpResponseBase:
    """/my-place/name/"""
    return _one_question(
        request,
        ticket,
        NameForm,
        {"name": ticket.name},
        lambda said: actions.describe(ticket=ticket, name=said["name"]),
        onward="sign_ups:my-age" if len(rules.bands(ticket.sign_up)) > 1 else "sign_ups:my-needs",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@with_ticket
def age(request: HttpRequest, ticket: Ticket) -> HttpResponseBase:
    """/my-place/age/: a band (S18)."""
    return _one_question(
        request,
        ticket,
        lambda *args, **kwargs: AgeForm(*args, sign_up=ticket.sign_up, **kwargs),
        {"age_band": ticket.age_band},
        lambda said: actions.age(ticket=ticket, band=AgeBand(said["age_band"])),
        onward="sign_ups:my-needs",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@with_ticket
def needs(request: HttpRequest, ticket: Ticket) -> HttpResponseBase:
    """/my-place/needs/"""
    return _one_question(
        request,
        ticket,
        NeedsForm,
        {"needs": ticket.needs},
        lambda said: actions.describe(ticket=ticket, needs=said["needs"]),
        onward="sign_ups:my-care",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@with_ticket
def care(request: HttpRequest, ticket: Ticket) -> HttpResponseBase:
    """/my-place/care/: asked of everybody, never shown again (S2). A yes is thanked for once, here."""
    form = CareForm(request.POST if request.method == "POST" else None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        said = Care(form.cleaned_data["care"])
        actions.note_care(ticket=ticket, care=said)
        if said == Care.YES:
            # In the answer and at no address: whoever opens the ticket later does not find it.
            worker = GrownUpForm(initial={"who": Party.AUTHORITY.value}, label_suffix="")
            worker.fields["email"].label = _("What is your social worker's e-mail?")
            return render(request, "sign_ups/my_place_worker.html", {"form": worker})
        return redirect("sign_ups:my-say", "coming")
    context = {"form": form, "alone": True}
    return render(request, "sign_ups/my_place_question.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@with_ticket
def say(request: HttpRequest, ticket: Ticket, what: str) -> HttpResponseBase:
    """/my-place/say/<what>/: one question, a yes and a no of one size (S4)."""
    purpose = _SAYS.get(what)
    if purpose is None:
        raise Http404
    question = next(one for one in questions.ask(ticket, Party.CHILD) if one.purpose == purpose)
    unsure = False
    if request.method == "POST":
        if (said := request.POST.get("answer")) in ("yes", "no"):
            words = consent_questions.read(Party.CHILD, purpose, request.POST.get("words", ""))
            actions.say(
                ticket=ticket, party=Party.CHILD, purpose=purpose, yes=said == "yes", wording=words, by=BY
            )
            return redirect(_after(ticket, what, said))
        unsure = True
    context = {"question": question, "ticket": ticket, "unsure": unsure, "back": reverse("sign_ups:my-place")}
    return render(request, "sign_ups/my_place_say.html", context, status=422 if unsure else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@with_ticket
def ask_grown_up(request: HttpRequest, ticket: Ticket) -> HttpResponseBase:
    """/my-place/grown-up/: an address we write to; or the other half of the paper ticket goes home."""
    form = GrownUpForm(request.POST if request.method == "POST" else None, label_suffix="")
    if request.method == "POST" and form.is_valid():
        try:
            grown_ups.ask(
                ticket=ticket,
                party=Party(form.cleaned_data["who"]),
                email=form.cleaned_data["email"],
                language=get_language() or "en",
                by=BY,
            )
        except grown_ups.TooManyAsks:
            form.add_error("email", _("We have sent enough e-mails for now. Ask your group's grown-up."))
        else:
            coming = questions.ask(ticket, Party.CHILD)[0].said
            return redirect("sign_ups:my-place") if coming else redirect("sign_ups:my-say", "coming")
    context = {"form": form, "skip": reverse("sign_ups:my-place")}
    return render(request, "sign_ups/my_place_question.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@with_ticket
def take_back(request: HttpRequest, ticket: Ticket) -> HttpResponseBase:
    """/my-place/take-back/: one question, then the place is free and the name is gone (S8)."""
    if request.method == "POST":
        withdrawal.withdraw(subject=ticket, by=BY, route=Gone.TAKEN_BACK)
        return redirect("sign_ups:my-place")
    return render(request, "sign_ups/my_place_take_back.html", {"back": reverse("sign_ups:my-place")})


@require_POST
@by_code
def still_coming(request: HttpRequest, key: Key) -> HttpResponseBase:
    """/my-place/still-coming/: whoever asked without an account, and moved up, says that they come."""
    mine = key.ticket_id is None or key.sign_up.asker == Asker.YOUNG_PERSON
    if not mine:
        raise Http404
    actions.still_come(sign_up=key.sign_up, by="guardian" if key.ticket_id is None else BY)
    return redirect("sign_ups:my-place")


@require_POST
@personal
def leave(request: HttpRequest) -> HttpResponse:
    """/my-place/close/: forget the code in this browser, for shared tablets."""
    return opening.forget(redirect("sign_ups:my-place"), COOKIE)


def arrival(sign_up: SignUp) -> Arrival | None:
    """Return whom to ask for and where, once the place is sure (S12)."""
    return Arrival.objects.filter(challenge=sign_up.challenge).first() if sign_up.firm else None


def _enter(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.POST, label_suffix="")
    if not limits.allow(request, act="my-place", most=CODES_FROM_ONE_PLACE, seconds=3600):
        form.errors["code"] = form.error_class(
            [_("Lots of codes were tried here. Please wait a bit, then try again. Your place is safe.")]
        )
        return render(request, "sign_ups/my_place_code.html", {"form": form}, status=429)
    if not form.is_valid():
        # What is no code may be a child who tells us something (S21).
        context = {"form": form, "help_now": form.hear(by=BY)}
        return render(request, "sign_ups/my_place_code.html", context, status=422)
    return open_with(redirect("sign_ups:my-place"), form.opened)


def _here(ticket: Ticket) -> bool:
    return ticket.gone_at is None and (ticket.sign_up.live or ticket.sign_up.firm)


def _next(ticket: Ticket, asked: list[consent_questions.Question]) -> str:
    """Return the address of the first question a child has not answered; '' when there is none."""
    if not asked:
        return ""
    if not ticket.name:
        return reverse("sign_ups:my-name")
    if asked[0].said is None:
        return reverse("sign_ups:my-needs")
    for what, question in zip(_SAYS, asked, strict=True):
        if question.said is None:
            return reverse("sign_ups:my-say", args=[what])
    return ""


def _after(ticket: Ticket, what: str, said: str) -> str:
    """Return where to go after an answer: to the next question that has none."""
    if what == "coming" and said == "no":
        return reverse("sign_ups:my-place")
    nothing_yet = _next(ticket, questions.ask(ticket, Party.CHILD))
    if nothing_yet or what != "photo":
        return nothing_yet or reverse("sign_ups:my-place")
    person = consent.person(ticket, 1)
    asks = person.needs_guardian and ticket.sign_up.asker == Asker.GROUP
    already = consent.asks(ticket).exists()
    return reverse("sign_ups:my-grown-up") if asks and not already else reverse("sign_ups:my-place")


def _one_question(
    request: HttpRequest,
    ticket: Ticket,
    make: Callable[..., forms.Form],
    initial: dict[str, Any],
    keep: Callable[[dict[str, Any]], None],
    *,
    onward: str,
) -> HttpResponseBase:
    posted = request.method == "POST"
    form = make(request.POST if posted else None, initial=initial, label_suffix="")
    valid = posted and form.is_valid()
    if valid:
        keep(form.cleaned_data)
    # Outside the form's own transaction, valid or not (S21).
    hear = getattr(form, "hear", None)
    help_now = bool(posted and hear is not None and hear(by=BY, subject=ticket))
    if valid and not help_now:
        done = questions.ask(ticket, Party.CHILD)[0].said is not None
        return redirect("sign_ups:my-place" if done else onward)
    context = {
        "form": form,
        "alone": True,
        "help_now": help_now,
        "onward": reverse(onward) if valid else "",
        "back": reverse("sign_ups:my-place"),
    }
    status = 200 if valid or not posted else 422
    return render(request, "sign_ups/my_place_question.html", context, status=status)
