"""Writing down who came: one page for hosts and for leads, big enough for a thumb, whole without scripts.

A press that is sent twice, or again after a lost connection, writes the same (F8).
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from places.errors import NoPlaces
from safeguarding import audit
from takeover.days import actions, queries, rules
from takeover.days.enums import Side
from takeover.days.forms import CameForm
from takeover.sign_ups.models import SignUp
from takeover.sign_ups.queries import names_are_shown


def roll(request: HttpRequest, sign_up: SignUp, *, side: Side, back: str, base: str) -> HttpResponse:
    """Ask, or take, who of `sign_up` came; `back` is where to go then, `base` the page to extend."""
    now = timezone.localtime()
    names = side is Side.LEAD or names_are_shown(sign_up.challenge, now.date())
    party = queries.party(sign_up, side=side, names=names)
    form = CameForm(request.POST or None, children=party.children)
    wrong = ""
    if request.method == "POST":
        try:
            if _take(request, party, form, side):
                return redirect(back)
        except actions.TooLate:
            wrong = _("Who came can be written down from the start of the day until seven days after it.")
        except NoPlaces as error:
            wrong = error.words
    return render(
        request,
        "days/roll.html",
        {
            "party": party,
            "form": form,
            "wrong": wrong,
            "open": rules.can_mark(sign_up.challenge, now),
            "until": sign_up.challenge.last_date + rules.PUT_RIGHT_FOR,
            "back": back,
            "base": base,
        },
        status=422 if wrong or form.errors else 200,
    )


def _take(request: HttpRequest, party: queries.Party, form: CameForm, side: Side) -> bool:
    by = audit.actor(request.user)
    match request.POST.get("came"):
        case "all":
            actions.mark(sign_up=party.sign_up, side=side, came=len(party.children), by=by)
        case "none":
            actions.mark(sign_up=party.sign_up, side=side, came=0, by=by)
        case _ if form.is_valid():
            known = [child.ticket.pk for child in party.children if child.name]
            actions.mark(sign_up=party.sign_up, side=side, children=form.ticked(), known=known, by=by)
        case _:
            return False
    return True
