"""Things of one programme that an editor's page may show, by their address (ADR 0183).

    elsewhere.register("/films/", find_films)

Neither side knows the other. What is shown is asked for at each look, so that a film that was taken back is
on no page a moment later.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing as a card shows it; `picture` is an address or '', `words` a line below the title or ''."""

    title: str
    url: str
    picture: str = ""
    words: str = ""


type Find = Callable[[Sequence[str]], Mapping[str, Shown]]
_finders: dict[str, Find] = {}


def register(start: str, find: Find) -> None:
    """Say who knows the things below the address `start`, as it is in English.

    `find` takes the ends of addresses (slugs) and returns what is public of them, in as many queries for
    many as for one.
    """
    _finders[start] = find


def find(addresses: Sequence[str]) -> list[Shown]:
    """Return what is public of `addresses` ('/films/brave-singing-otter/'), in their order."""
    found: dict[str, Shown] = {}
    for start, ask in _finders.items():
        slugs = [one.removeprefix(start).strip("/") for one in addresses if one.startswith(start)]
        if slugs:
            found |= {f"{start}{slug}/": shown for slug, shown in ask(slugs).items()}
    return [found[one] for one in addresses if one in found]
