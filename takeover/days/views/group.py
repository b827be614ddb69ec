"""A group lead's own pages of the day: where it is, who came, certificates, the calendar."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from calendars.views import answer, own
from certificates.models import Certificate
from certificates.views import sheet as certificate_sheet
from safeguarding import audit
from takeover.challenges import showing
from takeover.days import calendar, queries, rules
from takeover.days.enums import Kind, Side, Voice
from takeover.days.views import rolls, telling
from takeover.sign_ups.models import FIRM, Group, SignUp
from takeover.sign_ups.views.edge import for_lead

BASE = "takeover/host_base.html"


@require_safe
@for_lead
def group_day(request: HttpRequest, group: Group, pk: int) -> HttpResponse:
    """/takeovers/groups/bookings/<pk>/day/: where it is, whom to ask for, and what can be done now."""
    sign_up = _firm(group, pk)
    now = timezone.localtime()
    challenge = sign_up.challenge
    party = queries.party(sign_up, side=Side.LEAD, names=True)
    return render(
        request,
        "days/group_day.html",
        {
            "party": party,
            "challenge": challenge,
            "arrival": getattr(challenge, "arrival", None),
            "when": showing.when(challenge),
            "can_mark": rules.can_mark(challenge, now),
            "can_tell": rules.can_tell(challenge, now.date()),
            "can_say": rules.can_say(challenge, now),
            "certificates": _certificates(sign_up, party),
            "unknown": party.roll is not None and any(child.came is None for child in party.children),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_lead
def group_roll(request: HttpRequest, group: Group, pk: int) -> HttpResponse:
    """/takeovers/groups/bookings/<pk>/day/came/: who of one's own group came."""
    sign_up = _firm(group, pk)
    return rolls.roll(request, sign_up, side=Side.LEAD, back=_day(sign_up), base=BASE)


@require_http_methods(["GET", "HEAD", "POST"])
@for_lead
def group_worry(request: HttpRequest, group: Group, pk: int) -> HttpResponse:
    """/takeovers/groups/bookings/<pk>/day/worry/: something went wrong."""
    sign_up = _firm(group, pk)
    return telling.worry(
        request,
        challenge=sign_up.challenge,
        about=sign_up,
        voice=Voice.LEAD,
        by=audit.actor(request.user),
        back=_day(sign_up),
        base=BASE,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_lead
def group_how(request: HttpRequest, group: Group, pk: int) -> HttpResponse:
    """/takeovers/groups/bookings/<pk>/day/how/: three questions."""
    sign_up = _firm(group, pk)
    return telling.how(
        request,
        challenge=sign_up.challenge,
        who=sign_up,
        voice=Voice.LEAD,
        by=audit.actor(request.user),
        back=_day(sign_up),
        base=BASE,
    )


@require_safe
@for_lead
def group_certificates(request: HttpRequest, group: Group, pk: int) -> HttpResponse:
    """/takeovers/groups/bookings/<pk>/day/certificates.pdf: the group's, and one for each child who came."""
    sign_up = _firm(group, pk)
    certificates = _certificates(sign_up, queries.party(sign_up, side=Side.LEAD, names=True))
    if not certificates:
        raise Http404
    return certificate_sheet(request, certificates, name="certificates")


@require_safe
@for_lead
def group_event(request: HttpRequest, group: Group, pk: int) -> HttpResponse:
    """/takeovers/groups/bookings/<pk>/day.ics: this one day for a calendar."""
    sign_up = get_object_or_404(queries.in_calendar(group, timezone.localdate() - calendar.KEPT), pk=pk)
    return answer(request, [calendar.event(sign_up)], file="takeover", name=calendar.NAME)


@require_http_methods(["GET", "HEAD", "POST"])
@for_lead
def group_calendar(request: HttpRequest, group: Group) -> HttpResponse:
    """/takeovers/groups/calendar/: the private address, a new one, or none."""
    return own(request, group, by=audit.actor(request.user), base=BASE)


def _firm(group: Group, pk: int) -> SignUp:
    """Return a sign-up of `group` whose places are confirmed, or were; 404 for every other."""
    return get_object_or_404(
        queries.whole().filter(group=group, booking__state__in=FIRM, challenge__called_off_at__isnull=True),
        pk=pk,
    )


def _certificates(sign_up: SignUp, party: queries.Party) -> list[Certificate]:
    """Return the group's certificate, then its children's, in their order."""
    groups = Certificate.objects.about(sign_up).good().filter(kind=Kind.GROUP)
    theirs = queries.certificates_of(child.ticket for child in party.children)
    found = (theirs.get(str(child.ticket.pk)) for child in party.children)
    return [*groups, *(certificate for certificate in found if certificate is not None)]


def _day(sign_up: SignUp) -> str:
    return reverse("days:group-day", args=[sign_up.pk])
