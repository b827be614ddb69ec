"""Films a page at a time, newest first (cms/keyset.py)."""

from __future__ import annotations

from cms import keyset
from cms.keyset import PER_PAGE, NoSuchMark, Page
from our_childhood.models import Film, FilmQuerySet

__all__ = ["PER_PAGE", "NoSuchMark", "Page", "mark", "page"]
_MOMENT = "released_at"


def mark(film: Film) -> str:
    """Return the mark of a place just after `film`."""
    return keyset.mark(film, moment=_MOMENT)


def page(films: FilmQuerySet, before: str = "", *, size: int = PER_PAGE) -> Page[Film]:
    """Return `size` films older than the mark `before` ('' for the newest). Raises NoSuchMark."""
    return keyset.page(films, before, moment=_MOMENT, size=size)
