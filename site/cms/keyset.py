"""Keyset paging: a page's address names the row before it, so page 8,000 costs what page 1 does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Model, Q, QuerySet

PER_PAGE = 12
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MARK = re.compile(r"(\d{1,17})-([-a-z0-9_]{1,100})", re.IGNORECASE)


class NoSuchMark(ValueError):
    """The text is not a mark this site has made."""


@dataclass(frozen=True, slots=True)
class Page[Row]:
    """Rows of one page, newest first, and the mark of the next (older) page or ''."""

    rows: list[Row]
    older: str


def mark(row: Model, *, moment: str) -> str:
    """Return the mark of a place just after `row`: its `moment` in microseconds, and its slug.

    The slug tells two rows of one microsecond apart. The row's number would too, but it would
    tell the world how many were sent in (S11).
    """
    at: datetime = getattr(row, moment)
    return f"{(at - _EPOCH) // timedelta(microseconds=1)}-{row.slug}"  # type: ignore[attr-defined]


def page[Row: Model](
    rows: QuerySet[Row], before: str = "", *, moment: str, size: int = PER_PAGE
) -> Page[Row]:
    """Return `size` rows older than the mark `before` ('' for the newest), in one query.

    `moment` names the column they are ordered by; every row has a `slug`. Raises NoSuchMark when
    `before` is not a mark.
    """
    if before:
        found = _MARK.fullmatch(before)
        if not found:
            raise NoSuchMark(before)
        try:
            at = _EPOCH + timedelta(microseconds=int(found[1]))
        except OverflowError as error:
            raise NoSuchMark(before) from error
        number = rows.model._base_manager.filter(slug=found[2]).values("pk")[:1]
        # The first condition lets the index start at the mark; the second only breaks ties.
        rows = rows.filter(**{f"{moment}__lte": at}).filter(Q(**{f"{moment}__lt": at}) | Q(pk__lt=number))
    found_rows = list(rows.order_by(f"-{moment}", "-pk")[: size + 1])
    return Page(
        rows=found_rows[:size],
        older=mark(found_rows[size - 1], moment=moment) if len(found_rows) > size else "",
    )
