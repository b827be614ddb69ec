"""What this room writes to whoever signs. Subjects are neutral; every letter holds the one link."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from outbox.actions import post
from outbox.models import Message
from pledge import links
from pledge.models import Signature
from safeguarding.audit import reference


def link(signature: Signature, *, again: bool = False) -> Message | None:
    """Send the link that confirms, or leads to one's own page when it is confirmed already."""
    which = timezone.now().isoformat() if again else "first"
    return _write(signature, "pledge_link", which, signed=signature.confirmed_at is not None)


def still(signature: Signature, *, reminder: bool, changed: bool) -> Message | None:
    """Ask whether it is still kept, or, for a new version (`changed`), whether that is promised too."""
    which = f"{signature.kept_until}:{'again' if reminder else 'first'}:{changed}"
    until = signature.kept_until.isoformat() if signature.kept_until else ""
    return _write(signature, "pledge_still", which, reminder=reminder, changed=changed, until=until)


def name_seen(signature: Signature, *, shown: bool) -> Message | None:
    """Say what became of a name for the wall; why it is not shown is read on the page."""
    return _write(signature, "pledge_name", timezone.now().isoformat(), shown=shown)


def _write(signature: Signature, template: str, which: str, **facts: bool | str) -> Message | None:
    token = links.token(signature)
    if token is None:
        return None
    with translation.override(signature.language):
        address = settings.SITE_URL + reverse("pledge:mine-open", args=[token])
    return post(
        key=f"{template}:{signature.pk}:{which}",
        to=signature.email,
        template=template,
        context={"link": address, **facts},
        language=signature.language,
        subject_ref=reference(signature),
    )
