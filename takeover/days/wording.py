"""What certificates of a takeover say, in the reader's language."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from certificates.kinds import Words
from certificates.models import Certificate


def of_child(certificate: Certificate) -> Words:
    """A child's: no name unless the child asked for it (S2)."""
    if certificate.first_name:
        heading = _("%(name)s took over") % {"name": certificate.first_name}
    else:
        heading = _("A young person took over")
    return Words(_kicker(), heading, _lines(certificate))


def of_group(certificate: Certificate) -> Words:
    """A group's: how many, and not which group, which would say of a child where it goes to school."""
    number = certificate.children or 0
    heading = ngettext("%(n)s young person took over", "%(n)s young people took over", number) % {"n": number}
    return Words(_kicker(), heading, _lines(certificate))


def of_host(certificate: Certificate) -> Words:
    """A host's."""
    heading = _("%(host)s let children decide") % {"host": certificate.who}
    return Words(_kicker(), heading, (certificate.what, _where(certificate)))


def _kicker() -> str:
    return _("Takeover Challenge")


def _lines(certificate: Certificate) -> tuple[str, ...]:
    return certificate.what, certificate.who, _where(certificate)


def _where(certificate: Certificate) -> str:
    return f"{certificate.place}, {date_format(certificate.on_date)}"
