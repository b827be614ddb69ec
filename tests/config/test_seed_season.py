"""A whole season for whoever wants to see many: enough of everything, nothing twice, every state."""

from __future__ import annotations

from config.demo import hosts, season
from takeover.models import Host


def test_organisations_are_sixty_and_of_every_state() -> None:
    rows = [season._organisation(number, ["Leeds", "Kent", "Derby"]) for number in range(hosts.HOSTS, 60)]
    assert len({name for name, *_ in rows}) == len(rows) == 50
    assert {state for *_, state in rows} == {
        *("approved", "ending", "waiting", "half", "asked", "refused", "suspended")
    }


def test_challenges_are_enough_and_of_every_state() -> None:
    """Each host's are named differently, and its first comes before anybody's second."""
    open_hosts = [Host(pk=number, name=f"Host {number}") for number in range(38)]
    told = list(season._told(open_hosts))[: season.CHALLENGES]
    assert len({(one.host, one.title) for one in told}) == len(told) == season.CHALLENGES
    assert {one.then for one in told} == {"published", "sent", "asked", "draft"}
    assert len({one.host for one in told[: len(open_hosts)]}) == len(open_hosts)
