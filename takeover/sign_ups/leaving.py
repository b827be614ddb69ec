"""How a group goes, and everything that names somebody with it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts import guests
from outbox.actions import cancel_for
from people import codes
from people.models import Contact
from places import actions as places
from safeguarding.audit import record, reference
from takeover.sign_ups.actions import forget
from takeover.sign_ups.models import Group, SignUp


@transaction.atomic
def erase_group(*, group: Group, by: str) -> bool:
    """Delete a group with what was seen of it, and its lead's account; its numbers stay, nameless.

    Its live places go to whoever is next: its lead leaves, or its time is over. True for the one caller
    that did it. Called by consent.withdrawal alone (sign_ups/ending.py), which keeps a tombstone (F14).
    """
    if not Group.objects.select_for_update().filter(pk=group.pk).exists():
        return False
    for sign_up in group.sign_ups.all():
        places.withdraw(holder=sign_up, by=by)
        places.forget(holder=sign_up)
        for ticket in sign_up.tickets.all():
            forget(ticket=ticket)
        forget_sign_up(sign_up)
    now = timezone.now()
    group.sign_ups.update(group=None, forgotten_at=now)
    record(by=by, act="group.erased", subject=group)
    cancel_for(reference(group))
    lead = group.lead
    Group.objects.filter(pk=group.pk).delete()
    guests.forget(lead)
    return True


def forget_sign_up(sign_up: SignUp) -> bool:
    """Erase the codes and the address of a sign-up, and take its name off its booking."""
    for key in sign_up.keys.all():
        codes.revoke(key)
        key.delete()
    Contact.objects.about(sign_up).delete()
    cancel_for(reference(sign_up))
    places.forget(holder=sign_up)
    forgotten: dict[str, object] = {"language": ""}
    if sign_up.group_id is None:
        forgotten["forgotten_at"] = timezone.now()
    return bool(SignUp.objects.filter(pk=sign_up.pk).update(**forgotten))
