"""What time does to signatures: names are proposed, promises are asked about. Idempotent."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils import timezone

from moderation import leaving
from people.sweeping import each
from pledge import actions, figures, queries
from pledge.actions import ASKED_BEFORE, MOST_AT_ONCE, REMINDED_BEFORE
from pledge.models import PublicName, Signature


def sweep() -> dict[str, int]:
    """Do all that is due; return how many of each. What has had its time goes by people.sweeper."""
    return {
        "pledge_names_proposed": each("propose", queries.without_name()[:MOST_AT_ONCE], _propose),
        "pledge_older_versions": actions.end_older_versions(),
        "pledge_asked": each("ask", _to_ask()[:MOST_AT_ONCE], _ask),
        "pledge_names_erased": leaving.erase_owed(PublicName),
        "pledge_figures": figures.take(),
    }


def _to_ask() -> QuerySet[Signature]:
    today = timezone.localdate()
    first = Q(asked_at__isnull=True, kept_until__lte=today + ASKED_BEFORE)
    second = Q(
        asked_at__isnull=False,
        asked_at__lte=timezone.now() - actions.ANSWERS_IN,
        reminded_at__isnull=True,
        kept_until__lte=today + REMINDED_BEFORE,
    )
    return Signature.objects.counted().filter(first | second).order_by("kept_until", "id")


def _propose(signature: Signature) -> bool:
    return actions.propose_name(signature=signature)


def _ask(signature: Signature) -> bool:
    return actions.ask_again(signature=signature)
