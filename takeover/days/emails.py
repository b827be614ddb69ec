"""Reminders before the day. Where it is and whom to ask for is read on the page behind the link (S12)."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format

from outbox.actions import cancel_for, post
from safeguarding.audit import reference
from takeover.sign_ups import emails as sign_up_emails
from takeover.sign_ups.models import SignUp


def remind(sign_up: SignUp, *, days: int) -> bool:
    """Say, once for `days` before this very day, that it comes; False when nobody can be written to.

    A challenge that moves to another day is another day.
    """
    challenge = sign_up.challenge
    found = sign_up_emails.to_whom(sign_up)
    if found is None:
        return False
    to, language, address = found
    with translation.override(language):
        day = date_format(challenge.first_date)
        if sign_up.group_id is not None:
            address = settings.SITE_URL + reverse("days:group-day", args=[sign_up.pk])
    post(
        key=reminder(sign_up, days),
        to=to,
        template="day_soon",
        context={
            "title": challenge.title,
            "day": day,
            "from": f"{challenge.starts_time:%H:%M}",
            "until": f"{challenge.ends_time:%H:%M}",
            "bring": challenge.bring,
            "food": challenge.food,
            "link": address,
            "by_code": sign_up.group_id is None,
        },
        language=language,
        subject_ref=_about(sign_up),
    )
    return True


def reminder(sign_up: SignUp, days: int) -> str:
    """Return the key of the letter that reminds of so many days before this very day."""
    return f"day_soon:{sign_up.pk}:{sign_up.challenge.first_date.isoformat()}:{days}"


def take_back(sign_up: SignUp) -> int:
    """Take back every reminder that has not gone out yet; return how many those were."""
    return cancel_for(_about(sign_up))


def _about(sign_up: SignUp) -> str:
    return f"{reference(sign_up)}:day"
