"""A certificate on paper: A4 landscape, drawn and shaped, with its fonts, readable aloud (PDF/UA-1).

Set by Typst from certificate.typ (ADR 0140). The same certificate and language give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import segno
import typst
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext as _

from certificates import faces, kinds
from certificates.models import Certificate

_SHEET = Path(__file__).with_name("certificate.typ")
_PICTURES = {"scene": "img/scene.svg", "logo": "img/logo.svg", "hills": "img/hills.svg"}


def pdf(certificates: Iterable[Certificate], *, language: str, site_name: str = "") -> bytes:
    """Return a PDF with one page for each of `certificates`, in `language`.

    Raises kinds.UnknownKind, faces.AssetMissing.
    """
    with translation.override(language):
        pages = [_page(certificate) for certificate in certificates]
        said = {
            "lang": language,
            "dir": "rtl" if get_language_bidi() else "ltr",
            "title": _("Certificate") if len(pages) == 1 else _("Certificates"),
            "site": faces.writable(site_name or settings.WAGTAIL_SITE_NAME),
            "picture_words": _("A child sits in a chair that is far too big, and waves."),
            "number_words": _("The number of this certificate"),
            "check_words": _("Anybody can check it here:"),
            "qr_words": _("A square code that opens the page about this certificate."),
            "display": faces.DISPLAY,
            "text": faces.TEXT,
            "pages": pages,
            **{name: faces.asset(path).decode() for name, path in _PICTURES.items()},
        }
    return typst.compile(
        str(_SHEET),
        font_paths=faces.loaded(),
        ignore_system_fonts=True,
        sys_inputs={"said": json.dumps(said)},
        pdf_standards=["ua-1"],
    )


def address(certificate: Certificate) -> str:
    """Return where anybody checks it, in the language in force."""
    return settings.SITE_URL + reverse("certificates:certificate", args=[certificate.shown_number])


def square_code(text: str) -> str:
    """Return `text` as the drawing of a square code, in ink."""
    return str(segno.make(text, error="m", micro=False).svg_inline(dark="#1b1340", border=0))


def _page(certificate: Certificate) -> dict[str, Any]:
    words = kinds.words(certificate)
    where = address(certificate)
    return {
        "kicker": faces.writable(words.kicker),
        "heading": faces.writable(words.heading),
        "lines": [faces.writable(line) for line in words.lines],
        "number": certificate.shown_number,
        "address": where,
        "shown_address": where.partition("//")[2].rpartition(certificate.shown_number)[0].strip("/"),
        "qr": square_code(where),
    }
