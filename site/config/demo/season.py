"""A whole season, opt-in (`seed --stage season`): 60 hosts in every state, 150 challenges, groups and lists.

Its names are put together from lists, so that no organisation is anybody's; everything goes the way
hosts, staff and leads go.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle

from django.utils import timezone

from config.demo import challenges, hosts, sign_ups
from config.demo.challenges import Told
from geography.models import LocalAuthority
from takeover.challenges.models import Challenge, Draft
from takeover.models import Host, Season
from takeover.sign_ups import rules

HOSTS = 60
CHALLENGES = 150
_FIRST = (
    "Amber",
    "Bramble",
    "Cobalt",
    "Dapple",
    "Ember",
    "Foxglove",
    "Glasshouse",
    "Hazel",
    "Inkwell",
    "Juniper",
)
_SECOND = (
    # what stands behind the first word, its kind, what children decide there
    ("Books", "business", "which ten books stand in the window, and what the sign above them says"),
    ("Lane Hospital", "hospital", "what the children's ward plays, reads and paints in spring"),
    ("Hill School", "school", "how the first hour of every Friday is spent, for the whole term"),
    ("Bridge Museum", "museum", "what stands in the first room, and who tells its story"),
    ("Yard Theatre", "creative", "the colour of the set and the end of the play"),
)  # fmt: skip
_STATES = (
    *("approved", "approved", "approved", "waiting", "approved"),
    *("approved", "ending", "approved", "half", "asked"),
    *("approved", "approved", "refused", "approved", "suspended"),
)
_TASKS = (
    # title, what children decide, how far it goes
    ("Run the morning", "You lead the morning meeting and decide what is done first this week.", "published"),
    ("Spend the pot", "You have a pot of real money. You decide together what it is spent on.", "published"),
    ("Choose who speaks", "You choose who opens the year, and what they are asked.", "published"),
    ("Redraw the plan", "You decide which corner is built again first, and how it looks.", "published"),
    ("Set the rules", "You write three new rules for visitors. They count from the next day on.", "sent"),
    ("Name the new room", "You choose its name, its colour and what is in it for children.", "published"),
    ("Make the list", "You decide what is on the list for next year, and what is taken off.", "asked"),
    ("Ask the boss", "You ask the questions, and decide what has to change by summer.", "draft"),
)  # fmt: skip
_AGES = ((7, 11), (8, 13), (11, 15), (13, 17), (16, 17))
_PLACES = ((20, 2, 10), (8, 1, 4), (30, 5, 15), (4, 1, 4), (12, 2, 6))
_ACCESS = (
    ("step-free", "toilet"),
    ("step-free", "toilet", "quiet"),
    ("toilet", "parking"),
    ("step-free", "loop"),
)
_GROUPS = ("Meadow", "Station", "Orchard", "Harbour", "Quarry", "Canal", "Chapel", "Market")


def seed() -> None:
    """Bring the coming season up to HOSTS and CHALLENGES; what is there stays as people left it."""
    season = Season.objects.canonical().get(slug="next")
    areas = list(LocalAuthority.objects.order_by("name").values_list("name", flat=True))
    for number in range(hosts.HOSTS, HOSTS):
        hosts.register(number, season, *_organisation(number, areas))
    missing = CHALLENGES - Challenge.objects.count() - Draft.objects.filter(challenge=None).count()
    for one in _told(list(Host.objects.fit().filter(season=season).order_by("pk"))):
        if missing <= 0:
            break
        missing -= challenges.offer(one)
    _take_places(areas)


def _organisation(number: int, areas: list[str]) -> tuple[str, str, str, str, str]:
    """Return what `hosts.register` wants: name, kind, authority, what children decide, how far it goes."""
    behind, kind, decide = _SECOND[number % len(_SECOND)]
    name = f"{_FIRST[number // len(_SECOND) % len(_FIRST)]} {behind}"
    if number >= len(_FIRST) * len(_SECOND):
        name = f"{name} North"
    return name, kind, areas[number * 17 % len(areas)], decide, _STATES[number % len(_STATES)]


def _told(open_hosts: list[Host]) -> Iterator[Told]:
    """Yield one challenge after another, each host's first before anybody's second."""
    turns = zip(cycle(_AGES), cycle(_PLACES), cycle(_ACCESS))
    for turn in range(2 * len(_TASKS)):
        for number, host in enumerate(open_hosts):
            title, decide, then = _TASKS[(turn + number) % len(_TASKS)]
            ages, places, access = next(turns)
            day = (number * 5 + turn * 3) % 27 - 13
            named = title if turn < len(_TASKS) else f"{title} again"
            yield Told(host.name, named, decide, day, ages, places, access, then=then)


def _take_places(areas: list[str]) -> None:
    """Let eight more groups ask, so that some challenges are full and some have a list."""
    groups = [
        sign_ups.register(
            *(10 + number, f"{name} Road School", "school", areas[number * 11 % len(areas)]),
            *("Kit Warren", "Teacher", number != 3),
        )
        for number, name in enumerate(_GROUPS)
    ]
    today = timezone.localdate()
    small = Challenge.objects.public().filter(host__season__slug="next", largest_group__lte=6)
    for turn, challenge in enumerate(small.select_related("season").order_by("pk")[:20]):
        if rules.is_open(challenge, today):
            for place, group in enumerate(groups[: turn % 4 + 1]):
                sign_ups.take_places(challenge, group, sure=place != 1)
