"""Where in England: the lists that forms and maps offer."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from django.db.models import QuerySet

from geography.models import LocalAuthority, Region

LONGEST_WORDS = 80  # letters; no authority's name is half as long


def regions() -> QuerySet[Region]:
    """Return the nine regions by name; the finest place a child is ever asked for."""
    return Region.objects.order_by("name")


def authorities(*, region: Region | None = None) -> QuerySet[LocalAuthority]:
    """Return the local authorities by name, of one region when it is given."""
    found = LocalAuthority.objects.select_related("region").order_by("name")
    return found if region is None else found.filter(region=region)


def hexagons() -> QuerySet[LocalAuthority]:
    """Return the authorities in the order a map draws them: row by row, from the top left."""
    return LocalAuthority.objects.select_related("region").order_by("-hex_r", "hex_q")


def search(words: str) -> list[LocalAuthority]:
    """Return the authorities whose name has every one of `words`, or a word that begins with it, by name.

    Case, accents, dots and commas do not count: 'st helens', 'Hull' and 'bristol' find theirs. An exact
    name comes alone. No postcodes: see docs/features/map.md. More than LONGEST_WORDS letters find none: a
    form asks before it has looked at what was typed, and nobody's text may cost seconds (S38).
    """
    wanted = _words(words.strip()) if len(words.strip()) <= LONGEST_WORDS else ()
    if not wanted:
        return []
    in_order = sorted(wanted)
    exact, found = [], []
    # Names alone first: making 153 objects costs more than asking once more for the one that fits.
    for code, full in LocalAuthority.objects.values_list("code", "name"):
        name = _words_of_name(full)
        if sorted(name) == in_order:
            exact.append(code)
        elif all(any(word.startswith(start) for word in name) for start in wanted):
            found.append(code)
    codes = exact or found
    return list(authorities().filter(code__in=codes)) if codes else []


@lru_cache(maxsize=512)
def _words_of_name(name: str) -> tuple[str, ...]:
    # Names alone: what visitors type would push them out, and stay in memory.
    return _words(name)


def _words(text: str) -> tuple[str, ...]:
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return tuple(re.findall(r"[a-z]+", plain.replace("&", " and ").replace("'", "")))
