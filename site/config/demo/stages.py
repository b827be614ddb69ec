"""The stages of the demo, by name and in order."""

from __future__ import annotations

from collections.abc import Callable

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

# Each stage needs those before it.
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


def seed(stage: str = "") -> list[str]:
    """Run every stage, or `stage` with those it needs; return the names that ran.

    Raises KeyError for a stage that does not exist.
    """
    if not stage:
        wanted = list(STAGES)
    elif stage in ("base", "films"):
        wanted = list(STAGES)[: list(STAGES).index(stage) + 1]
    elif stage in ("desk", "hosts", "wishes", "toolkit", "pledge", "help_cases", "between_meetups"):
        wanted = ["base", stage]
    elif stage == "councils":
        wanted = ["base", "between_meetups", stage]
    elif stage == "coming":
        wanted = ["base", "between_meetups", "councils", stage]
    elif stage == "challenges":
        wanted = ["base", "hosts", stage]
    elif stage in ("sign_ups", "days"):
        wanted = ["base", "hosts", "challenges", stage]
    elif stage == "stories":
        wanted = ["base", "hosts", "challenges", "days", stage]
    elif stage in LARGE:
        wanted = ["base", "hosts", "challenges", "sign_ups", stage]
    else:
        raise KeyError(stage)
    for name in wanted:
        (STAGES | LARGE)[name]()
    return wanted
