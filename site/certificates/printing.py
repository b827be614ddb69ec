"""A certificate on paper: A4 landscape, drawn and shaped, with its fonts, readable aloud (PDF/UA-1).

Set by Typst from certificate.typ (ADR 0140). The same certificate and language give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from certificates import kinds
from certificates.models import Certificate
from typesetting import faces, press

_SHEET = Path(__file__).with_name("certificate.typ")


def pdf(certificates: Iterable[Certificate], *, language: str, site_name: str = "") -> bytes:
    """Return a PDF with one page for each of `certificates`, in `language`.

    Raises kinds.UnknownKind, faces.AssetMissing.
    """
    with translation.override(language):
        pages = [_page(certificate) for certificate in certificates]
        return press.pdf(
            _SHEET,
            language=language,
            title=_("Certificate") if len(pages) == 1 else _("Certificates"),
            site_name=site_name,
            pictures=("scene", "logo", "hills"),
            picture_words=_("A child sits in a chair that is far too big, and waves."),
            number_words=_("The number of this certificate"),
            check_words=_("Anybody can check it here:"),
            qr_words=_("A square code that opens the page about this certificate."),
            pages=pages,
        )


def address(certificate: Certificate) -> str:
    """Return where anybody checks it, in the language in force."""
    return settings.SITE_URL + reverse("certificates:certificate", args=[certificate.shown_number])


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
        "qr": press.square_code(where),
    }
