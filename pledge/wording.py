"""What the certificate of a signature says, in the reader's language."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from certificates.kinds import Words
from certificates.models import Certificate


def certificate(certificate: Certificate) -> Words:
    """An organisation's has its name; a person's only when they asked for that."""
    named = certificate.who or certificate.first_name
    heading = _("%(name)s promises") % {"name": named} if named else _("A professional promises")
    return Words(
        _("Children's Pledge"),
        heading,
        (
            certificate.what,
            f"{certificate.place}, {date_format(certificate.on_date)}",
            _("To be kept, and to be asked about it every year."),
        ),
    )
