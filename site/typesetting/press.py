"""Paper: a PDF drawn and shaped with the site's own fonts, readable aloud (PDF/UA-1).

A sheet is a Typst file that a room keeps beside its code; paper.typ stands before it with the colours,
fonts and pictures every sheet shares. What a sheet says goes in as data, never as markup (ADR 0140).
The same words give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import segno
import typst
from django.conf import settings
from django.utils.translation import get_language_info

from typesetting import faces

_PAPER = Path(__file__).with_name("paper.typ")


def pdf(
    sheet: Path,
    *,
    language: str,
    title: str,
    site_name: str = "",
    pictures: Sequence[str] = (),
    **said: Any,
) -> bytes:
    """Return what `sheet` makes of `said`, as a PDF.

    `pictures` are names of built drawings ('scene' is img/scene.svg). `said` is what JSON can say; a
    sheet reads it as `said.<name>`, and fits its text with faces.writable first. Raises
    faces.AssetMissing.
    """
    known = {
        "lang": language,
        "dir": "rtl" if get_language_info(language)["bidi"] else "ltr",
        "title": title,
        "site": faces.writable(site_name or settings.WAGTAIL_SITE_NAME),
        "display": faces.DISPLAY,
        "text": faces.TEXT,
        **{name: faces.asset(f"img/{name}.svg").decode() for name in pictures},
    }
    return typst.compile(
        _PAPER.read_bytes() + sheet.read_bytes(),
        font_paths=faces.loaded(),
        ignore_system_fonts=True,
        sys_inputs={"said": json.dumps(known | said)},
        pdf_standards=["ua-1"],
    )


def square_code(text: str) -> str:
    """Return `text` as the drawing of a square code, in ink."""
    return str(segno.make(text, error="m", micro=False).svg_inline(dark="#1b1340", border=0))
