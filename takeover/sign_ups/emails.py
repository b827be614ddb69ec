"""What this room writes to group leads, young people and guardians. Subjects are neutral, and nothing a

child wrote is in a letter (design 4): what there is to know is read on the page the link leads to.
"""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from consent.models import Ask
from moderation.checked import CheckState
from outbox.actions import post
from outbox.models import Message
from people import codes
from people.models import Contact
from places.models import Booking, Step
from safeguarding.audit import reference
from takeover.sign_ups import queries
from takeover.sign_ups.models import Group, SignUp, Ticket


def link(*, email: str, token: str, challenge: int, language: str) -> Message:
    """Ask whoever typed an address whether it was them; pressing the button there asks for the place."""
    address = _address("sign_ups:ask-open", language, pk=challenge, token=token)
    return post(
        key=f"place_ask:{token[-64:]}",
        to=email,
        template="place_ask",
        context={"link": address},
        language=language,
    )


def moved(sign_up: SignUp, booking: Booking, step: Step, *, what: str) -> Message | None:
    """Tell whoever asked for places what became of them; once for each step."""
    return _news(sign_up, booking, what, f"step:{step.pk}")


def challenge_news(sign_up: SignUp, *, what: str) -> Message | None:
    """Tell that the takeover itself changed, closed, or can be seen again."""
    return _news(sign_up, sign_up.booking, what, timezone.now().isoformat())


def missing(sign_up: SignUp, *, which: str) -> bool:
    """Remind, once for each `which`, that yeses are missing; return whether that was new."""
    if Message.objects.filter(key=_key(sign_up, f"missing:{which}")).exists():
        return False
    return _news(sign_up, sign_up.booking, "missing", f"missing:{which}") is not None


def grown_up(*, ticket: Ticket, contact: Contact, ask: Ask, token: str, again: bool = False) -> Message:
    """Ask a grown-up for their yes or no. One letter for everybody: whether a parent or an authority is

    asked is sealed (S2). `again`: the one reminder, with the same link.
    """
    return post(
        key=f"place_yes:{'again' if again else 'first'}:{ask.pk}",
        to=contact.email,
        template="place_yes",
        context={
            "link": _address("consent:ask-answer", contact.language, token=token),
            "again": again,
        },
        language=contact.language,
        subject_ref=reference(ticket),
    )


def group_looked(group: Group, *, verdict: str) -> Message | None:
    """Say that somebody looked at a group; what they said is read after signing in."""
    return _group_news(group, verdict, f"{verdict}:{timezone.now().isoformat()}")


def check_ended(group: Group) -> bool:
    """Say, once for each check, that it counts no more and we look again; return whether that was new."""
    which = f"{CheckState.ENDED.value}:{group.checked_until}"
    if Message.objects.filter(key=f"group_news:{group.pk}:{which}").exists():
        return False
    return _group_news(group, CheckState.ENDED.value, which) is not None


def _group_news(group: Group, verdict: str, which: str) -> Message | None:
    return post(
        key=f"group_news:{group.pk}:{which}",
        to=group.lead.email,
        template="group_news",
        context={"verdict": verdict, "link": _address("sign_ups:groups", group.language)},
        language=group.language,
        subject_ref=reference(group),
    )


def _news(sign_up: SignUp, booking: Booking | None, what: str, which: str) -> Message | None:
    found = to_whom(sign_up)
    if found is None or booking is None:
        return None
    to, language, address = found
    until = timezone.localtime(booking.held_until) if booking.held_until is not None else None
    return post(
        key=_key(sign_up, which),
        to=to,
        template="place_news",
        context={
            "what": what,
            "title": sign_up.challenge.title,
            "places": booking.size,
            "until": until.date().isoformat() if until else "",
            "link": address,
            "code": _own_code(sign_up) if what in ("held", "waiting") else "",
        },
        language=language,
        subject_ref=reference(sign_up),
    )


def to_whom(sign_up: SignUp) -> tuple[str, str, str] | None:
    """Return the address, language and page of whoever answers for the places; None for nobody."""
    if sign_up.group is not None:
        group = sign_up.group
        return group.lead.email, group.language, _address("sign_ups:booking", group.language, pk=sign_up.pk)
    contact = queries.contact_of(sign_up)
    if contact is None:
        return None
    return contact.email, contact.language, _address("sign_ups:my-place", contact.language)


def _own_code(sign_up: SignUp) -> str:
    """Return the code of a young person or guardian, to come back with; a lead signs in."""
    if sign_up.group is not None:
        return ""
    key = queries.own_key(sign_up)
    return (codes.again(key, key.nonce) or "") if key is not None else ""


def _key(sign_up: SignUp, which: str) -> str:
    return f"place_news:{sign_up.pk}:{which}"


def _address(name: str, language: str, **kwargs: str | int) -> str:
    with translation.override(language):
        return settings.SITE_URL + reverse(name, kwargs=kwargs)
