"""What the certificate of a commendation says, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from certificates.kinds import Words
from certificates.models import Certificate
from takeover.commendations.enums import Level


def of(level: Level) -> Callable[[Certificate], Words]:
    """Return what writes the certificates of `level`."""

    def write(certificate: Certificate) -> Words:
        heading = _("%(host)s: %(level)s") % {"host": certificate.who, "level": level.label}
        where = ", ".join(each for each in (certificate.place, date_format(certificate.on_date)) if each)
        return Words(_("Takeover Challenge"), heading, (certificate.what, where))

    return write
