"""The stages of the demo, by name and in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from config.demo import (
    base,
    between_meetups,
    challenges,
    coming,
    commendations,
    councils,
    days,
    desk,
    films,
    help_cases,
    hosts,
    pledge,
    season,
    sign_ups,
    stories,
    toolkit,
    wishes,
)

# In the order in which all of them run.
STAGES: dict[str, Callable[[], None]] = {
    "base": base.seed,
    "films": films.seed,
    "desk": desk.seed,
    "hosts": hosts.seed,
    "challenges": challenges.seed,
    "wishes": wishes.seed,
    "sign_ups": sign_ups.seed,
    "days": days.seed,
    "stories": stories.seed,
    "between_meetups": between_meetups.seed,
    "councils": councils.seed,
    "coming": coming.seed,
    "commendations": commendations.seed,
    "toolkit": toolkit.seed,
    "pledge": pledge.seed,
    "help_cases": help_cases.seed,
}
# Only when asked for: it takes minutes, and the first start of the demo should not.
LARGE = {"season": season.seed}
# What a stage begins with, beside the base.
NEEDS: dict[str, tuple[str, ...]] = {
    "challenges": ("hosts",),
    "sign_ups": ("challenges",),
    "days": ("challenges",),
    "stories": ("days",),
    "commendations": ("days",),
    "councils": ("between_meetups",),
    "coming": ("councils",),
    "season": ("sign_ups",),
}


def seed(stage: str = "") -> list[str]:
    """Run every stage, or `stage` with those it needs; return the names that ran.

    Raises KeyError for a stage that does not exist.
    """
    every = STAGES | LARGE
    wanted = list(STAGES) if not stage else [name for name in every if name in {"base", *_with_needs(stage)}]
    for name in wanted:
        every[name]()
    return wanted


def _with_needs(stage: str) -> Iterator[str]:
    if stage not in STAGES | LARGE:
        raise KeyError(stage)
    yield stage
    for need in NEEDS.get(stage, ()):
        yield from _with_needs(need)
