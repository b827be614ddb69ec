"""What this room writes to hosts."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from outbox.actions import post
from outbox.models import Message
from safeguarding.audit import reference
from takeover.challenges.models import Challenge


def ask(challenge: Challenge, *, reminder: bool) -> Message | None:
    """Ask the host what changed because of `challenge`; None when nobody speaks for it any more."""
    registration = getattr(challenge.host, "registration", None)
    if registration is None:
        return None
    template = "change_reminded" if reminder else "change_asked"
    with translation.override(registration.language):
        link = settings.SITE_URL + reverse("stories:say-change", args=[challenge.pk])
    return post(
        key=f"{template}:{challenge.pk}",
        to=registration.owner.email,
        template=template,
        context={"link": link},
        language=registration.language,
        subject_ref=reference(challenge.host),
    )
