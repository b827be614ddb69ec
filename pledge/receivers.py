"""What the Pledge tells the shared rooms when the site starts, and what it hears from them."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.dispatch import receiver

from certificates import kinds
from moderation import leaving
from moderation.enums import Verdict
from moderation.models import Decision
from moderation.signals import decided
from pledge import emails, wording
from pledge.actions import CERTIFICATE
from pledge.models import PublicName, Signature

leaving.register(PublicName)
import_module("pledge.ending")
kinds.register(CERTIFICATE, wording.certificate)


@receiver(decided, dispatch_uid="pledge-name-decided")
def tell_signer(decision: Decision, subject: Any, **kwargs: Any) -> None:
    """Write to the signer when their name is shown, or cannot be."""
    if not isinstance(subject, PublicName):
        return
    row = PublicName.objects.filter(pk=subject.pk).first()
    signature = Signature.objects.filter(public_name=subject.pk).first()
    if row is None or signature is None or not (row.live or decision.verdict == Verdict.REFUSE):
        return
    emails.name_seen(signature, shown=row.live)
