"""A host's own pages of the day: who comes, the sheet for the wall, who came, and what went wrong."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from certificates.models import Certificate
from certificates.views import sheet as certificate_sheet
from safeguarding import audit
from takeover.challenges import showing
from takeover.challenges.models import Challenge
from takeover.days import queries, rules
from takeover.days.enums import Kind, Side, Voice
from takeover.days.views import rolls, telling
from takeover.models import Host, Registration
from takeover.sign_ups.queries import names_are_shown
from takeover.views.edge import for_host

BASE = "takeover/host_base.html"


def for_day(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let in the host of a challenge everybody could see; a host that is not fit sees no child (S23, S25)."""

    @wraps(view)
    @for_host
    def inside(request: HttpRequest, registration: Registration, pk: int, **kwargs: int) -> HttpResponseBase:
        fit = Host.objects.fit().filter(registration=registration)
        shown = Challenge.objects.select_related("host", "authority", "arrival")
        challenge = get_object_or_404(
            shown, pk=pk, host__in=fit, approved_at__isnull=False, called_off_at__isnull=True
        )
        return view(request, challenge, **kwargs)

    return inside


@require_safe
@for_day
def host_day(request: HttpRequest, challenge: Challenge) -> HttpResponse:
    """/takeovers/host/challenges/<pk>/day/: every group, and what can be done now."""
    now = timezone.localtime()
    rows = list(queries.expected(challenge))
    return render(
        request,
        "days/host_day.html",
        {
            "challenge": challenge,
            "when": showing.when(challenge),
            "parties": queries.parties(rows, side=Side.HOST, names=False),
            "can_mark": rules.can_mark(challenge, now),
            "can_tell": rules.can_tell(challenge, now.date()),
            "can_say": rules.can_say(challenge, now),
            "sees_names": names_are_shown(challenge, now.date()),
            "certificate": _certificate(challenge),
        },
    )


@require_safe
@for_day
def sheet(request: HttpRequest, challenge: Challenge) -> HttpResponse:
    """/takeovers/host/challenges/<pk>/day/sheet/: to print, until seven days after. Each look is noted."""
    today = timezone.localdate()
    if not names_are_shown(challenge, today):
        raise Http404
    rows = list(queries.expected(challenge))
    parties = queries.parties(rows, side=Side.HOST, names=True)
    audit.record(
        by=audit.actor(request.user),
        act="sheet.opened",
        subject=challenge,
        sign_ups=len(rows),
        named=sum(bool(child.name) for party in parties for child in party.children),
    )
    return render(
        request,
        "days/sheet.html",
        {
            "challenge": challenge,
            "when": showing.when(challenge),
            "parties": parties,
            "children": sum(len(party.children) for party in parties),
            "adults": sum(row.group.adults for row in rows if row.group is not None),
            "lead": challenge.host.answers(),
            "until": challenge.last_date + rules.PUT_RIGHT_FOR,
            "worry": request.build_absolute_uri(reverse("days:host-worry", args=[challenge.pk])),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_day
def host_roll(request: HttpRequest, challenge: Challenge, sign_up: int) -> HttpResponse:
    """/takeovers/host/challenges/<pk>/day/<sign_up>/: who of one group came. Each look is on record."""
    row = get_object_or_404(queries.expected(challenge), pk=sign_up)
    if request.method == "GET":
        audit.record(by=audit.actor(request.user), act="roll.opened", subject=row)
    return rolls.roll(request, row, side=Side.HOST, back=_day(challenge), base=BASE)


@require_http_methods(["GET", "HEAD", "POST"])
@for_day
def host_worry(request: HttpRequest, challenge: Challenge) -> HttpResponse:
    """/takeovers/host/challenges/<pk>/day/worry/: something went wrong."""
    return telling.worry(
        request,
        challenge=challenge,
        about=challenge,
        voice=Voice.HOST,
        by=audit.actor(request.user),
        back=_day(challenge),
        base=BASE,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_day
def host_how(request: HttpRequest, challenge: Challenge) -> HttpResponse:
    """/takeovers/host/challenges/<pk>/day/how/: three questions."""
    return telling.how(
        request,
        challenge=challenge,
        who=challenge,
        voice=Voice.HOST,
        by=audit.actor(request.user),
        back=_day(challenge),
        base=BASE,
    )


@require_safe
@for_day
def host_certificate(request: HttpRequest, challenge: Challenge) -> HttpResponse:
    """/takeovers/host/challenges/<pk>/day/certificate.pdf: the host's own."""
    certificate = _certificate(challenge)
    if certificate is None:
        raise Http404
    return certificate_sheet(request, [certificate], name=certificate.shown_number)


def _certificate(challenge: Challenge) -> Certificate | None:
    return Certificate.objects.about(challenge).good().filter(kind=Kind.HOST).first()


def _day(challenge: Challenge) -> str:
    return reverse("days:host-day", args=[challenge.pk])
