"""What everybody reads: which takeovers there are, one of them, and what became of a season."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from cms.caching import shared
from geography import queries as geography
from geography.hex_map import HexMap, england
from geography.models import LocalAuthority
from geography.names import region_name
from people.ages import AgeBand
from places import queries as places
from places import rules
from takeover.challenges import figures, finding, showing
from takeover.challenges.enums import Access
from takeover.challenges.filters import FilterForm
from takeover.challenges.finding import Filter
from takeover.challenges.models import Challenge
from takeover.enums import HostKind
from takeover.models import Season, SeasonQuerySet


@shared
def challenges(request: HttpRequest) -> HttpResponse:
    """/takeovers/: what a takeover is, those to come that fit the filter, and the seasons.

    A filter has one address: whoever comes by another is sent there, unless something was not
    understood, which the page then says (ADR 0127).
    """
    areas = {each.code: each for each in geography.authorities()}
    form = FilterForm(request.GET, areas=areas)
    wanted, after = form.wanted, request.GET.get("after", "")
    address = _address(wanted, after)
    if not form.left_out and request.get_full_path() != address:
        return redirect(address)
    try:
        found = finding.search(wanted, after)
    except finding.NoSuchMark as error:
        raise Http404 from error
    return render(
        request,
        "challenges/list.html",
        {
            "form": form,
            "canonical": request.build_absolute_uri(address) if form.left_out else "",
            "chips": [(_chip(name, wanted, areas), _address(wanted.without(name))) for name in wanted.asked],
            "found": _found(found.total),
            "cards": showing.cards(found.challenges, timezone.now()),
            "first": _address(wanted) if after else "",
            "later": _address(wanted, found.later) if found.later else "",
            "looser": [
                (_chip(name, wanted, areas), _address(way), _found(total))
                for name, way, total in ([] if found.total else finding.looser(wanted))
            ],
            "map": _map(wanted, areas.values()),
            "their_language": settings.LANGUAGE_CODE,
            **_seasons(timezone.localdate()),
        },
    )


@shared
def challenge(request: HttpRequest, pk: int) -> HttpResponse:
    """/takeovers/<pk>/: one challenge. What never was public, or is not now, answers 404.

    What was called off says so, calmly, until its day has passed (ADR 0127).
    """
    shown = Challenge.objects.public().select_related("host", "season", "authority__region")
    found = shown.filter(pk=pk).first()
    if found is None:
        return _called_off(request, pk)
    card = showing.card(found, places.allotment_of(found), timezone.now())
    return render(
        request,
        "challenges/challenge.html",
        {
            "card": card,
            "challenge": found,
            "ask_url": showing.ask_url(found, card.sign_up),
            "sign_up_words": showing.sign_up_words(found.season, timezone.localdate()),
            "rules": rules.told(),
            "their_language": settings.LANGUAGE_CODE,
        },
    )


def _called_off(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(finding.called_off(timezone.localdate()), pk=pk)
    context = {"challenge": found, "when": showing.when(found), "their_language": settings.LANGUAGE_CODE}
    return render(request, "challenges/called_off.html", context, status=410)


@shared
def season(request: HttpRequest, slug: str) -> HttpResponse:
    """/takeovers/seasons/<slug>/: a season that is over, with its figures (S11)."""
    today = timezone.localdate()
    found = _in_words(Season.objects.over(today).filter(slug=slug))
    if not found:
        raise Http404
    return render(
        request,
        "challenges/season.html",
        {
            "season": found[0],
            "figures": figures.of(found[0], today),
            "counted_on": figures.counted_on(found[0]),
        },
    )


def _address(wanted: Filter, after: str = "") -> str:
    query = wanted.query(**({"after": after} if after else {}))
    here = reverse("challenges:list")
    return f"{here}?{query}" if query else here


def _found(total: int) -> str:
    return ngettext("%(total)s takeover", "%(total)s takeovers", total) % {"total": total}


def _chip(name: str, wanted: Filter, areas: Mapping[str, LocalAuthority]) -> str:
    """Return in a few words what the field `name` of `wanted` asks for."""
    if name == "region":
        return next(
            str(region_name(each.region)) for each in areas.values() if each.region_id == wanted.region
        )
    if name == "area":
        return areas[wanted.area].name
    if name == "kind":
        return str(HostKind(wanted.kind).label)
    if name == "age":
        return _("Age %(band)s") % {"band": AgeBand(wanted.age).label}
    if name == "of_us":
        return _("Room for %(count)s") % {"count": wanted.of_us}
    if name == "access":
        return ", ".join(str(Access(code).label) for code in wanted.access)
    words = _("From %(day)s") if name == "since" else _("Up to %(day)s")
    return words % {"day": date_format(getattr(wanted, name))}


def _map(wanted: Filter, areas: Iterable[LocalAuthority]) -> HexMap:
    """Return what fits `wanted` anywhere, so that one sees where else to go. Takeovers are not people."""
    anywhere, here = wanted.anywhere, reverse("challenges:list")
    return england(
        areas,
        finding.counts(anywhere),
        url=lambda each: f"{here}?{replace(anywhere, area=each.code).query()}",
        say=_found,
        of_people=False,
    )


def _seasons(today: date) -> dict[str, Any]:
    """Return what list.html says of seasons: those that run or come, and those before."""
    rows = [
        {
            "season": season,
            "sign_up_words": showing.sign_up_words(season, today),
            "takes_hosts": season.takes_hosts(today),
            "opens": season.hosts_from_date > today,
        }
        for season in _in_words(Season.objects.not_over(today))
    ]
    return {
        "seasons": rows,
        "takes_hosts": any(row["takes_hosts"] for row in rows),
        "archive": _in_words(Season.objects.over(today))[:10],
    }


def _in_words(seasons: SeasonQuerySet) -> list[Season]:
    """Return each season once: in the reader's language where it has been translated, else in the first."""
    found: dict[object, Season] = {}
    wanted = (settings.LANGUAGE_CODE, get_language())
    for season in seasons.filter(locale__language_code__in=wanted).select_related("locale"):
        if season.translation_key not in found or season.locale.language_code == get_language():
            found[season.translation_key] = season
    return list(found.values())
