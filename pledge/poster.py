"""The promises on one A4 sheet to hang up, readable aloud (typesetting.press)."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pledge.queries import Pledge
from typesetting import faces, press

_SHEET = Path(__file__).with_name("poster.typ")


def pdf(pledge: Pledge, *, site_name: str) -> bytes:
    """Return the poster of `pledge` in the language in force. Raises faces.AssetMissing."""
    address = settings.SITE_URL + reverse("pledge:pledge")
    return press.pdf(
        _SHEET,
        language=get_language() or settings.LANGUAGE_CODE,
        title=faces.writable(pledge.title),
        site_name=site_name,
        pictures=("logo",),
        promises=[
            {"heading": faces.writable(one.heading), "words": faces.writable(one.words)}
            for one in pledge.promises
        ],
        check_words=_("Read them, and say if they are kept:"),
        qr_words=_("A square code that opens the page about the Pledge."),
        address=address,
        shown_address=address.partition("//")[2].strip("/"),
        qr=press.square_code(address),
    )
