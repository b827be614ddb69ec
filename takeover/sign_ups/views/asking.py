"""Asking for places: who asks, how many, a look over it all, and one button that books once."""

from __future__ import annotations

import re
import secrets
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from people import limits, unsaved
from people.pages import personal
from places import queries as places
from places import rules as places_rules
from places.errors import NoPlaces
from safeguarding import audit
from takeover.challenges import showing
from takeover.challenges.models import Challenge
from takeover.sign_ups import actions, emails, links, queries, rules, telling
from takeover.sign_ups.enums import Ages, Asker
from takeover.sign_ups.errors import NotAsked
from takeover.sign_ups.forms import ProvenForm, SizeForm
from takeover.sign_ups.models import Group
from takeover.sign_ups.views.edge import for_lead, open_with

HOUR = 3600
LINKS_FROM_ONE_PLACE = 90  # an hour: a class, each child at home or at school (S38)
LINKS_TO_ONE_MAILBOX = 6  # an hour
_KEY = re.compile(r"[0-9a-f]{32}")


@personal
@require_safe
def ask(request: HttpRequest, pk: int) -> HttpResponseBase:
    """/takeovers/<pk>/ask/: who asks? Links, so that nothing is asked twice."""
    challenge = _challenge(pk)
    if not rules.is_open(challenge, timezone.localdate()):
        return _not(request, challenge, _("Children cannot sign up for this takeover right now."))
    return render(
        request,
        "sign_ups/ask.html",
        {
            **_facts(challenge),
            "choices": [
                (reverse(f"sign_ups:ask-{_slug(asker)}", args=[pk]), asker.label)
                for asker in rules.askers(challenge)
            ],
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_lead
def ask_group(request: HttpRequest, group: Group, pk: int) -> HttpResponseBase:
    """/takeovers/<pk>/ask/group/: how many, then a look over it, then the places: held, or waiting.

    GET carries the answers in the address; they name nobody. POST books, once for its key (F8).
    """
    challenge = _challenge(pk)
    if group.refused_at is not None:
        return redirect("sign_ups:groups")
    if request.method == "POST":
        given: Any = request.POST
    else:
        given = unsaved.take(request) or request.GET
    form = SizeForm(given if "size" in given else None, challenge=challenge, asker=Asker.GROUP)
    if not form.is_bound or not form.is_valid() or "change" in given:
        context = {**_facts(challenge), "form": form, "back": reverse("sign_ups:ask", args=[pk])}
        return render(request, "sign_ups/ask_group.html", context, status=422 if form.errors else 200)
    size, ages = form.asked
    if request.method == "POST":
        return _book_for_group(request, challenge, group, size, ages)
    allotment = places.allotment_of(challenge)
    return render(
        request,
        "sign_ups/ask_group_check.html",
        {
            **_facts(challenge),
            "group": group,
            "size": size,
            "ages": ages,
            "asks_ages": len(rules.ages_of(challenge, Asker.GROUP)) > 1,
            "key": secrets.token_hex(16),
            "waits": allotment is not None and allotment.left < size,
            "rules": places_rules.told(),
            "clashes": telling.clashes(queries.clashing_with(group, challenge)),
            "checked": group.is_checked(timezone.localdate()),
        },
    )


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def ask_without_account(request: HttpRequest, pk: int, who: str) -> HttpResponseBase:
    """/takeovers/<pk>/ask/young-person|guardian/: an address that a letter goes to, and nothing kept."""
    challenge = _challenge(pk)
    asker = next(one for one in Asker if _slug(one) == who)
    if asker not in rules.askers(challenge):
        raise Http404
    if not rules.is_open(challenge, timezone.localdate()):
        return redirect("sign_ups:ask", pk)
    form = ProvenForm(request.POST if request.method == "POST" else None, challenge=challenge, asker=asker)
    if request.method == "POST" and form.is_valid():
        email = form.cleaned_data["email"]
        if _may_send(request, email):
            size, ages = form.asked
            language = get_language() or "en"
            token = links.make(
                challenge=pk, asker=asker, size=size, ages=ages, email=email, language=language
            )
            emails.link(email=email, token=token, challenge=pk, language=language)
            return redirect("sign_ups:ask-sent", pk)
        form.add_error(
            "email", _("We have sent enough e-mails for now. Look in your junk mail, or try in an hour.")
        )
    context = {
        **_facts(challenge),
        "form": form,
        "guardian": asker == Asker.GUARDIAN,
        "alone": len(form.fields) == 1,
        "back": reverse("sign_ups:ask", args=[pk]),
    }
    return render(request, "sign_ups/ask_alone.html", context, status=422 if form.errors else 200)


@personal
@require_safe
def ask_sent(request: HttpRequest, pk: int) -> HttpResponse:
    """/takeovers/<pk>/ask/sent/: the same for every address."""
    return render(request, "sign_ups/ask_sent.html", _facts(_challenge(pk)))


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def ask_open(request: HttpRequest, pk: int, token: str) -> HttpResponseBase:
    """/takeovers/<pk>/ask/open/<token>/: GET shows, POST asks: mail scanners open links."""
    wish = links.read(token)
    if wish is None or wish.challenge != pk:
        return render(request, "sign_ups/ask_over.html", {"pk": pk}, status=404)
    challenge = _challenge(pk)
    asker = Asker(wish.asker)
    if request.method == "POST":
        try:
            made = actions.ask(
                challenge=challenge,
                asker=asker,
                size=wish.size,
                ages=Ages(wish.ages),
                key=wish.key,
                by="child" if asker == Asker.YOUNG_PERSON else "guardian",
                language=wish.language,
                email=wish.email,
            )
        except (NotAsked, NoPlaces) as refused:
            return _not(request, challenge, refused.words)
        key = queries.own_key(made)
        assert key is not None
        response = redirect(f"{reverse('sign_ups:my-place')}?new=1")
        return open_with(response, key)
    allotment = places.allotment_of(challenge)
    return render(
        request,
        "sign_ups/ask_open.html",
        {
            **_facts(challenge),
            "wish": wish,
            "young": asker == Asker.YOUNG_PERSON,
            "waits": allotment is not None and allotment.left < wish.size,
            "rules": places_rules.told(),
        },
    )


def _book_for_group(
    request: HttpRequest, challenge: Challenge, group: Group, size: int, ages: Ages
) -> HttpResponseBase:
    key = request.POST.get("key", "")
    try:
        made = actions.ask(
            challenge=challenge,
            asker=Asker.GROUP,
            group=group,
            size=size,
            ages=ages,
            # A key is whatever a browser sent: one group's never meets another's.
            key=f"{group.pk}-{key if _KEY.fullmatch(key) else secrets.token_hex(16)}",
            by=audit.actor(request.user),
            language=get_language() or "en",
        )
    except (NotAsked, NoPlaces) as refused:
        return _not(request, challenge, refused.words)
    return redirect("sign_ups:booking", made.pk)


def _slug(asker: Asker) -> str:
    return asker.value.replace("_", "-")


def _challenge(pk: int) -> Challenge:
    """Return a challenge that everybody may see; anything else answers 404."""
    return get_object_or_404(
        Challenge.objects.public().select_related("host", "season", "authority__region"), pk=pk
    )


def _facts(challenge: Challenge) -> dict[str, Any]:
    return {
        "challenge": challenge,
        "when": showing.when(challenge),
        "back": reverse("challenges:challenge", args=[challenge.pk]),
    }


def _not(request: HttpRequest, challenge: Challenge, words: str) -> HttpResponse:
    """Say why it cannot be had, and where to go on."""
    return render(request, "sign_ups/ask_not.html", {**_facts(challenge), "words": words}, status=409)


def _may_send(request: HttpRequest, email: str) -> bool:
    from_here = limits.allow(request, act="place-link", most=LINKS_FROM_ONE_PLACE, seconds=HOUR)
    to_there = limits.allow_mailbox(email, act="place-link", most=LINKS_TO_ONE_MAILBOX, seconds=HOUR)
    return from_here and to_there
