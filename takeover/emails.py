"""What this room writes to hosts. Subjects are neutral; what was asked is read after signing in."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from outbox.actions import post
from outbox.models import Message
from people import keyed
from safeguarding.audit import reference
from takeover.models import Host, Registration, Tick


def code(*, email: str, code: str, language: str) -> Message:
    """Send a code to sign in with; to an address that signs in elsewhere, a letter without one."""
    return post(
        key=f"sign-in:{timezone.now().isoformat()}:{keyed.digest('sign-in', email)[:16]}",
        to=email,
        template="host_code" if code else "host_no_code",
        context={"code": code, "minutes": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60},
        language=language,
    )


def received(host: Host) -> Message | None:
    """Say that everything came in, and what happens next."""
    return to_host(host, "host_received", f"{host.sent_at.isoformat()}")


def asked(host: Host) -> Message | None:
    """Say that there is a question; it is read after signing in."""
    return to_host(host, "host_question", _moment())


def approved(host: Host) -> Message | None:
    """Say yes."""
    return to_host(host, "host_approved", _moment())


def refused(host: Host) -> Message | None:
    """Say no; the reason is read after signing in."""
    return to_host(host, "host_refused", _moment())


def suspended(host: Host) -> Message | None:
    """Say that children do not see the host for now."""
    return to_host(host, "host_suspended", _moment())


def resumed(host: Host) -> Message | None:
    """Say that the host is back."""
    return to_host(host, "host_resumed", _moment())


def ending(host: Host, tick: Tick, *, days: int) -> bool:
    """Say, once for each of proofs.WARNED_DAYS, that something ends soon; return whether it was new."""
    which = f"{tick.pk}:{days}"
    if Message.objects.filter(key=f"host_ending:{host.pk}:{which}").exists():
        return False
    return to_host(host, "host_ending", which, ends=tick.ends_date) is not None


def colleague(host: Host, *, email: str) -> Message | None:
    """Tell whoever registered that a colleague, who agreed to it, would like to hear from them."""
    return to_host(host, "host_colleague", keyed.digest("host-colleague", email)[:16], email=email)


def to_host(
    host: Host,
    template: str,
    which: str,
    *,
    page: str = "takeover:host",
    of: int | None = None,
    **facts: str | date,
) -> Message | None:
    """Write to whoever registered `host`, once for `which`; the page named `page` (`of` a number) is linked.

    Nobody is there to write to once it has left: then None.
    """
    registration = Registration.objects.select_related("owner").filter(host=host).first()
    if registration is None:
        return None
    with translation.override(registration.language):
        link = settings.SITE_URL + reverse(page, args=[of] if of else [])
    return post(
        key=f"{template}:{host.pk}:{which}"[:200],
        to=registration.owner.email,
        template=template,
        context={
            "link": link,
            **{name: fact.isoformat() if isinstance(fact, date) else fact for name, fact in facts.items()},
        },
        language=registration.language,
        subject_ref=reference(host),
    )


def _moment() -> str:
    return timezone.now().isoformat()
