"""/takeovers/wishes/mine/: the code opens where the wish is, and how to take it back (S8).

The code is typed, never part of an address. Nothing is kept in the browser: the pages carry the code on
in their forms, and no cache keeps them.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from people import limits
from people.pages import personal
from takeover.wishes import actions, queries, story
from takeover.wishes.enums import Route
from takeover.wishes.forms import CodeForm
from takeover.wishes.models import Wish

MOST_TRIED = 90  # in an hour from one place: a class of 30 may mistype twice each (S38)
SURE, TAKE_BACK = "sure", "take-back"


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """Ask for the code; POST shows the wish, asks whether to take it back, and takes it back."""
    if request.method != "POST":
        return render(request, "wishes/mine_code.html", {"form": CodeForm(label_suffix="")})
    form = CodeForm(request.POST, label_suffix="")
    if not limits.allow(request, act="wish-code", most=MOST_TRIED, seconds=3600):
        slow = _("Lots of codes were tried here. Please wait a bit, then try again.")
        form.errors["code"] = form.error_class([slow])
        return render(request, "wishes/mine_code.html", {"form": form}, status=429)
    if not form.is_valid():
        # What is no code may be a child who tells us something (S21).
        context = {"form": form, "help_now": form.hear(by=actions.BY)}
        return render(request, "wishes/mine_code.html", context, status=422)
    act = request.POST.get("act", "")
    code = form.cleaned_data["code"]
    if act == SURE and form.opened.withdrawn_at is None:
        return render(request, "wishes/mine_take_back.html", {"wish": form.opened, "code": code})
    if act == TAKE_BACK:
        actions.take_back(wish=form.opened, by=actions.BY, route=Route.CODE)
    wish = queries.with_answers(Wish.objects.filter(pk=form.opened.pk)).get()
    return render(request, "wishes/mine.html", {"wish": wish, "story": story.tell(wish), "code": code})
