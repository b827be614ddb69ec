"""The promises on one A4 sheet to hang up, readable aloud (PDF/UA-1).

Set by Typst, as certificates are (ADR 0140).
"""

from __future__ import annotations

import json
from pathlib import Path

import typst
from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _

from certificates import faces
from certificates.printing import square_code
from pledge.queries import Pledge

_SHEET = Path(__file__).with_name("poster.typ")


def pdf(pledge: Pledge, *, site_name: str) -> bytes:
    """Return the poster of `pledge` in the language in force. Raises faces.AssetMissing."""
    address = settings.SITE_URL + reverse("pledge:pledge")
    said = {
        "lang": get_language() or "en",
        "dir": "rtl" if get_language_bidi() else "ltr",
        "site": faces.writable(site_name),
        "title": faces.writable(pledge.title),
        "promises": [
            {"heading": faces.writable(one.heading), "words": faces.writable(one.words)}
            for one in pledge.promises
        ],
        "check_words": _("Read them, and say if they are kept:"),
        "qr_words": _("A square code that opens the page about the Pledge."),
        "address": address,
        "shown_address": address.partition("//")[2].strip("/"),
        "qr": square_code(address),
        "display": faces.DISPLAY,
        "text": faces.TEXT,
        "logo": faces.asset("img/logo.svg").decode(),
    }
    return typst.compile(
        str(_SHEET),
        font_paths=faces.loaded(),
        ignore_system_fonts=True,
        sys_inputs={"said": json.dumps(said)},
        pdf_standards=["ua-1"],
    )
