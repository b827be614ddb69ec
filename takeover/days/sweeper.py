"""What time does to a day: reminds before it. Idempotent; may run beside itself.

Who is reminded is asked anew each time, so an hour or a week without a sweep loses no letter that still
makes sense. A clock that is a day ahead reminds a day early, and harms nobody (F10).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from certificates import actions as certificates
from certificates.models import Certificate
from outbox.queries import unwritten
from people.sweeping import each
from safeguarding.audit import SYSTEM
from takeover.days import emails, queries, rules
from takeover.sign_ups.models import SignUp

BATCH = 500


def sweep() -> dict[str, int]:
    """Do all that is due; return how many of each. One failure stops none of the others."""
    return {
        "days_reminded": each("remind", _to_remind(), _remind),
        "certificates_unnamed": each("unname", queries.named_but_forgotten()[:BATCH], _unname),
    }


def _to_remind() -> Iterator[tuple[SignUp, int]]:
    """Yield whom to remind, and of how many days; those who were are asked for together, not one by one."""
    now = timezone.localtime()
    soon = queries.to_remind(now, timedelta(days=max(rules.REMINDED_DAYS) + 1)).iterator(BATCH)
    near = ((row, days) for row in soon if (days := rules.days_to(row.challenge, now)) is not None)
    return unwritten((emails.reminder(row, days), (row, days)) for row, days in near)


def _remind(due: tuple[SignUp, int]) -> bool:
    sign_up, days = due
    return emails.remind(sign_up, days=days)


def _unname(certificate: Certificate) -> bool:
    """Take the name off a child's certificate when the ticket it came from is forgotten (S8)."""
    certificates.name(certificate=certificate, first_name="", by=SYSTEM)
    return True
