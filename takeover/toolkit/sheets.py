"""Sheets of paper: boxes to tick, lines to write on. A4, tagged, in any language of the site.

Set by Typst from sheet.typ through the press that certificates use (ADR 0148).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from typesetting import faces, press

_LAYOUT = Path(__file__).with_name("sheet.typ")


@dataclass(frozen=True)
class Part:
    """One part of a sheet.

    `kind`: 'words' (paragraphs), 'ticks' (a box before each), 'fields' (a line to write on after each),
    'boxes' (an empty box under each, `height` in mm).
    """

    kind: Literal["words", "ticks", "fields", "boxes"]
    heading: str
    says: tuple[str, ...]
    height: int = 0


@dataclass(frozen=True)
class Sheet:
    """What one sheet says. `foot` stands at the end, small."""

    title: str
    lead: str
    parts: tuple[Part, ...] = field(default_factory=tuple)
    foot: str = ""


def words(heading: str, *says: str) -> Part:
    """Paragraphs."""
    return Part("words", heading, says)


def ticks(heading: str, *says: str) -> Part:
    """A list with a box to tick before each line."""
    return Part("ticks", heading, says)


def fields(heading: str, *says: str) -> Part:
    """Each with a line to write on."""
    return Part("fields", heading, says)


def boxes(heading: str, *says: str, height: int = 24) -> Part:
    """Each with an empty box of `height` mm to write or draw in."""
    return Part("boxes", heading, says, height)


def pdf(sheet: Sheet, *, language: str, site_name: str = "") -> bytes:
    """Return `sheet` as a PDF; the same words give the same bytes. Raises faces.AssetMissing."""
    return press.pdf(
        _LAYOUT,
        language=language,
        title=sheet.title,
        site_name=site_name,
        pictures=("logo",),
        heading=faces.writable(sheet.title),
        lead=faces.writable(sheet.lead),
        foot=faces.writable(sheet.foot),
        parts=[_said(part) for part in sheet.parts],
    )


def _said(part: Part) -> dict[str, Any]:
    return {
        "kind": part.kind,
        "heading": faces.writable(part.heading),
        "says": [faces.writable(line) for line in part.says],
        "height": part.height,
    }
