"""What this room writes to councils' workers; what we said is read after signing in."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from cicc_meetups.models import Worker
from moderation.checked import CheckState
from outbox.actions import post
from outbox.models import Message
from people import keyed
from safeguarding.audit import reference


def code(*, email: str, code: str, language: str) -> Message:
    """Send a code to sign in with; to an address that signs in elsewhere, a letter without one."""
    return post(
        key=f"sign-in:{timezone.now().isoformat()}:{keyed.digest('sign-in', email)[:16]}",
        to=email,
        template="worker_code",
        context={"code": code, "minutes": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60},
        language=language,
    )


def looked(worker: Worker, *, verdict: str) -> Message:
    """Say that somebody looked at what a worker told us."""
    return _news(worker, verdict, f"{verdict}:{timezone.now().isoformat()}")


def check_ended(worker: Worker) -> bool:
    """Say, once for each check, that it counts no more and we look again; return whether that was new."""
    which = f"{CheckState.ENDED.value}:{worker.checked_until}"
    if Message.objects.filter(key=_key(worker, which)).exists():
        return False
    _news(worker, CheckState.ENDED.value, which)
    return True


def _news(worker: Worker, verdict: str, which: str) -> Message:
    with translation.override(worker.language):
        link = f"{settings.SITE_URL}{reverse('meetups:mine')}"
    return post(
        key=_key(worker, which),
        to=worker.user.email,
        template="worker_news",
        context={"verdict": verdict, "link": link},
        language=worker.language,
        subject_ref=reference(worker),
    )


def _key(worker: Worker, which: str) -> str:
    return f"worker_news:{worker.pk}:{which}"
