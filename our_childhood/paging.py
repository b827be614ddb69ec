"""Keyset paging: a page's address names the film before it, so page 8,000 costs what page 1 does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Q

from our_childhood.models import Film, FilmQuerySet

PER_PAGE = 12
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MARK = re.compile(r"(\d{1,17})-([-a-z0-9_]{1,100})", re.IGNORECASE)


class NoSuchMark(ValueError):
    """The text is not a mark this site has made."""


@dataclass(frozen=True, slots=True)
class Page:
    """Films of one page, newest first, and the mark of the next (older) page or ''."""

    films: list[Film]
    older: str


def mark(film: Film) -> str:
    """Return the mark of a place just after `film`: its release in microseconds, and its slug.

    The slug tells two films of one microsecond apart. The row's number would too, but it would
    tell the world how many films were sent in (S11).
    """
    assert film.released_at is not None
    return f"{(film.released_at - _EPOCH) // timedelta(microseconds=1)}-{film.slug}"


def page(films: FilmQuerySet, before: str = "", *, size: int = PER_PAGE) -> Page:
    """Return `size` films older than the mark `before` ('' for the newest), in one query.

    Raises NoSuchMark when `before` is not a mark.
    """
    if before:
        found = _MARK.fullmatch(before)
        if not found:
            raise NoSuchMark(before)
        try:
            moment = _EPOCH + timedelta(microseconds=int(found[1]))
        except OverflowError as error:
            raise NoSuchMark(before) from error
        number = Film.objects.filter(slug=found[2]).values("pk")[:1]
        # The first condition lets the index start at the mark; the second only breaks ties.
        films = films.filter(released_at__lte=moment).filter(Q(released_at__lt=moment) | Q(pk__lt=number))
    rows = list(films.newest_first()[: size + 1])
    return Page(films=rows[:size], older=mark(rows[size - 1]) if len(rows) > size else "")
