"""/meetups/photos/: the code of a slip opens one question, a yes and a no of one size (S4).

The code is typed, never part of an address; it is exchanged for a signed cookie of half an hour. Looking
answers nothing. Help for children is on a young person's page and never on a grown-up's (S6).
"""

from __future__ import annotations

from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cicc_meetups.bookings import asking, young_people
from cicc_meetups.bookings.forms import CodeForm
from cicc_meetups.bookings.models import Key
from consent import questions
from consent.enums import Party, Purpose
from people import limits, opened
from people.ages import AgeBand
from people.leaving import leave as leave_fast
from people.pages import View, personal

COOKIE = "meetup-photos"
CODES_FROM_ONE_PLACE = 90  # an hour: a group of 30 may mistype twice each (S38)
DOORS = {"authority": Party.AUTHORITY, "carer": Party.GUARDIAN}
CHILDS, GROWN_UPS = "bookings/photos_child.html", "bookings/photos_grown_up.html"


def open_with[R: HttpResponse](response: R, key: Key) -> R:
    """Let this browser answer with the key for half an hour."""
    return opened.keep(response, COOKIE, key.pk)


def by_code(view: View) -> View:
    """Open the page to whoever typed a code within the last half hour; the view gets the Key."""

    @wraps(view)
    @personal
    def inside(request: HttpRequest) -> HttpResponseBase:
        number = opened.number(request, COOKIE) or 0
        keys = Key.objects.filter(pk=number, person__gone_at__isnull=True)
        key = keys.select_related("person__booking__meetup__region").first()
        return redirect("bookings:photos") if key is None else view(request, key)

    return inside


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponseBase:
    """/meetups/photos/: type the code."""
    form = CodeForm(request.POST or None, label_suffix="")
    if request.method != "POST":
        return render(request, "bookings/photos_code.html", {"form": form})
    if not limits.allow(request, act=COOKIE, most=CODES_FROM_ONE_PLACE, seconds=3600):
        form.errors["code"] = form.error_class(
            [_("Lots of codes were tried here. Please wait a bit, then try again.")]
        )
        return render(request, "bookings/photos_code.html", {"form": form}, status=429)
    if not form.is_valid():
        # What is no code may be a child who tells us something (S21).
        context = {"form": form, "help_now": form.hear(by="child")}
        return render(request, "bookings/photos_code.html", context, status=422)
    return open_with(redirect("bookings:photos-answer"), form.opened)


@require_http_methods(["GET", "HEAD", "POST"])
@by_code
def answer(request: HttpRequest, key: Key) -> HttpResponseBase:
    """/meetups/photos/answer/: GET asks, POST says yes or no; as often as somebody likes."""
    child = key.party == Party.CHILD
    # Who they are is said first, so that nobody slips into another's answer. Both doors are for everybody.
    party = Party.CHILD if child else DOORS.get(request.GET.get("as", ""))
    if party is None:
        return render(request, "bookings/photos_who.html", {"person": key.person})
    unsure = False
    if request.method == "POST":
        if (said := request.POST.get("answer")) in ("yes", "no"):
            words = questions.read(party, Purpose.PHOTO_AT_EVENT, request.POST.get("words", ""))
            by = "child" if child else "guardian"
            young_people.say(person=key.person, party=party, yes=said == "yes", wording=words, by=by)
            here = reverse("bookings:photos-answer")
            return redirect(here if child else f"{here}?as={request.GET['as']}")
        unsure = True
    context = {
        "person": key.person,
        "meetup": key.person.booking.meetup,
        "question": asking.ask(key.person, party),
        "stand": asking.stands([key.person])[0],
        "authority": party == Party.AUTHORITY,
        "carer_asked": AgeBand(key.person.age_band).needs_guardian,
        "unsure": unsure,
    }
    return render(request, CHILDS if child else GROWN_UPS, context, status=422 if unsure else 200)


@require_POST
@personal
def close(request: HttpRequest) -> HttpResponseBase:
    """/meetups/photos/close/: forget the code in this browser, for a phone that goes round."""
    return opened.forget(redirect("bookings:photos"), COOKIE)


@require_safe
def leave(request: HttpRequest) -> HttpResponseBase:
    """/meetups/photos/leave/: away at once, and the code is forgotten in this browser (S31)."""
    return leave_fast(request, COOKIE)
