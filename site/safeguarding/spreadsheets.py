"""Tables that staff take away: streamed, safe in a spreadsheet, and each names who took it (S22)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC
from typing import Any

from django.http import StreamingHttpResponse

from safeguarding.models import AuditEntry

# What a spreadsheet would take for a formula, or let begin one.
_FORMULAE = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


def answer(
    *, name: str, columns: Sequence[str], rows: Iterable[Sequence[Any]], taken: AuditEntry
) -> StreamingHttpResponse:
    """Return `rows` as a CSV file, below a line that says who took it, when, and as which entry of the trail.

    `taken` is written before this is called: a download that breaks off has left the house all the same.
    """
    found = StreamingHttpResponse(_lines(columns, rows, taken), content_type="text/csv; charset=utf-8")
    found["Content-Disposition"] = f'attachment; filename="{name}-{taken.pk}.csv"'
    return found


def cell(value: Any) -> str:
    """Return `value` as no spreadsheet runs it: whatever could begin a formula has a quote before it."""
    text = str(value)
    return f"'{text}" if text.startswith(_FORMULAE) else text


class _Line:
    """A file that hands on what is written to it."""

    def write(self, text: str) -> str:
        return text


def _lines(columns: Sequence[str], rows: Iterable[Sequence[Any]], taken: AuditEntry) -> Iterator[str]:
    writer = csv.writer(_Line())
    moment = taken.at.astimezone(UTC).isoformat(timespec="seconds")
    yield writer.writerow(["exported by", cell(taken.actor), "at", moment, "as entry", taken.pk])
    yield writer.writerow(columns)
    for row in rows:
        yield writer.writerow([cell(value) for value in row])
