"""The letter itself, and the link that stops such letters, which works for ever (RFC 8058)."""

from __future__ import annotations

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from outbox.actions import post
from outbox.models import Message
from safeguarding.audit import reference
from takeover.circulars.models import Circular
from takeover.models import Registration

TEMPLATE = "host_circular"
_signer = Signer(salt="takeover.circulars.stop")


def to_host(circular: Circular, registration: Registration) -> Message:
    """Write `circular` to whoever registered, once."""
    about = registration.host or registration
    return post(
        key=f"circular:{circular.pk}:{registration.pk}",
        to=registration.owner.email,
        template=TEMPLATE,
        context=context(circular, registration.language, stop_link(registration)),
        language=registration.language,
        subject_ref=reference(about),
    )


def to_try(circular: Circular, user: User, *, language: str, which: str) -> Message:
    """Write it to a member of staff, as a host would read it in `language`; once for `which`."""
    return post(
        key=f"circular_try:{circular.pk}:{user.pk}:{language}:{which}"[:200],
        to=user.email,
        template=TEMPLATE,
        context=context(circular, language, ""),
        language=language,
    )


def as_read(circular: Circular, language: str) -> Message:
    """Return it as a message that was never posted, for somebody to look at."""
    return Message(
        key="preview", template=TEMPLATE, context=context(circular, language, ""), language=language
    )


def context(circular: Circular, language: str, link: str) -> dict[str, str]:
    """Return what the letter's template reads."""
    text = circular.text(language)
    return {"subject": text.subject, "words": text.words.replace("\r\n", "\n"), "stop_link": link}


def stop_link(registration: Registration) -> str:
    """Return where circulars are stopped without signing in, in the host's language."""
    with translation.override(registration.language):
        return settings.SITE_URL + reverse("circulars:stop", args=[_signer.sign(str(registration.pk))])


def registration_of(token: str) -> Registration | None:
    """Return whose link this is; None for one we did not make, or whose registration is gone."""
    try:
        number = int(_signer.unsign(token))
    except (BadSignature, ValueError):
        return None
    return Registration.objects.filter(pk=number).first()
