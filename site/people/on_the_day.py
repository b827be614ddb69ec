"""What may be written of a child for a day: one first name, and needs that lead to nobody (S20)."""

from __future__ import annotations

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

LONGEST_NAME = 30
LONGEST_NEEDS = 600
_REACHES = re.compile(r"@|(?:\d[ -]?){8,}")  # an e-mail, an account, a phone number


def first_name(text: str) -> str:
    """Return `text` as one first name, '' for nothing: one word, so that nobody can be found by it (S20).

    Raises ValidationError for more than one word, and for signs that are in no name.
    """
    name = unicodedata.normalize("NFC", text).strip()
    if len(name.split()) > 1:
        raise ValidationError(_("Type one name only. We do not need a last name."))
    if not all(sign in "'’-" or unicodedata.category(sign)[0] in "LM" for sign in name):
        raise ValidationError(_("A name has letters only. No numbers, please, and no e-mail."))
    return name


def needs(text: str) -> str:
    """Return what a child needs as it was written. Raises ValidationError for a way to reach somebody."""
    if _REACHES.search(text):
        raise ValidationError(_("Please leave out phone numbers and e-mails. They are not needed."))
    return text
