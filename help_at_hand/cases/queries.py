"""Reads of help cases: what a child may see of its own, what advisers see, and who they are."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Case as When
from django.db.models import IntegerField, QuerySet, Value
from django.db.models import When as Then
from django.utils import timezone

from help_at_hand.cases.enums import TOLD, State
from help_at_hand.cases.models import Canned, Case, CaseQuerySet, Entry
from safeguarding.enums import Level

ADVISERS = "Helpline advisers"


def told(case: Case) -> QuerySet[Entry]:
    """Return what the child may read of its case, oldest first: its own words and our answers."""
    return case.entries.filter(kind__in=TOLD)


def listed(*, state: str = "", level: str = "", of: Any = None, rushed: bool = False) -> CaseQuerySet:
    """Return cases with all their list says and none of their words: red first, then what is due soonest.

    Without `state` those that are open; 'late' those beyond their promise. `of` narrows to one adviser's.
    """
    rows: CaseQuerySet = Case.objects.filter(rushed=rushed)
    if state == "late":
        rows = rows.late(timezone.now())
    elif state:
        rows = rows.in_state(State(state))
    else:
        rows = rows.open()
    if level:
        rows = rows.filter(level=level)
    if of is not None:
        rows = rows.filter(taken_by=of)
    return (
        rows.annotate(
            first=When(
                Then(level=Level.RED, respond_by__isnull=False, then=Value(0)),
                default=Value(1),
                output_field=IntegerField(),
            )
        )
        .select_related("taken_by", "region")
        .defer("told")
        .order_by("first", "respond_by", "-id")
    )


def rushed() -> int:
    """Return how many open cases came in a rush and are listed apart."""
    return Case.objects.open().filter(rushed=True).count()


def unanswered_reds() -> int:
    """Return how many red cases wait."""
    return Case.objects.waiting().filter(level=Level.RED).count()


def advisers() -> QuerySet[Any]:
    """Return whoever may be given a case."""
    return get_user_model()._default_manager.filter(is_active=True, groups__name=ADVISERS).order_by("email")


def canned(language: str) -> list[Canned]:
    """Return the ready answers, those in the child's language first."""
    rows = Canned.objects.select_related("locale")
    return sorted(rows, key=lambda one: (one.locale.language_code != language, one.topic, one.title))
