"""Registering a group, and looking at it: one verb a function."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.permissions import policy_registry

from accounts.models import User
from safeguarding import audit
from takeover.sign_ups import emails, following
from takeover.sign_ups.enums import Verdict
from takeover.sign_ups.models import Group, Look

# What somebody of ours looked at: another one of these is to be looked at again.
_LOOKED_AT = ("kind", "name", "authority_id", "lead_name", "role")


@transaction.atomic
def register(*, lead: User, facts: dict[str, Any], language: str) -> Group:
    """Register the group `lead` leads, or change it. `facts` are columns of Group.

    A changed name, kind, place or lead is looked at again; places that are sure stay so.
    """
    group = Group.objects.select_for_update().filter(lead=lead).first()
    if group is None:
        try:
            with transaction.atomic():
                group = Group.objects.create(lead=lead, language=language, **facts)
        except IntegrityError:
            return Group.objects.get(lead=lead)  # the other press of the button
        audit.record(by=audit.actor(lead), act="group.registered", subject=group)
        return group
    anew = any(getattr(group, name) != facts[name] for name in _LOOKED_AT if name in facts)
    for name, value in facts.items():
        setattr(group, name, value)
    group.language = language
    if anew:
        group.checked_at = group.checked_until = group.refused_at = None
    group.save()
    audit.record(by=audit.actor(lead), act="group.changed", subject=group, anew=anew)
    return group


@transaction.atomic
def look(*, group: Group, verdict: Verdict, words: str, user: User, ends_date: date | None = None) -> Look:
    """Put on record what `user` saw of a group, and say so to its lead (S26).

    A check counts up to `ends_date`, and makes places sure that waited for it; a refusal gives them
    back. Raises PermissionDenied for whoever may not change groups or leads this one, ValueError
    without words or, for a check, a day to come.
    """
    if not may_check(user) or group.lead_id == user.pk:
        raise PermissionDenied
    counts = verdict == Verdict.CHECKED
    if not words.strip() or counts != (ends_date is not None and ends_date > timezone.localdate()):
        raise ValueError("A look needs words, and a check a last day that is to come.")
    row = Group.objects.select_for_update().get(pk=group.pk)
    now = timezone.now()
    made = Look.objects.create(group=row, verdict=verdict, words=words, ends_date=ends_date, looked_by=user)
    row.checked_at, row.checked_until = (now, ends_date) if counts else (None, None)
    row.asked_at = now if verdict == Verdict.ASKED else None
    row.refused_at = now if verdict == Verdict.REFUSED else None
    row.save(update_fields=["checked_at", "checked_until", "asked_at", "refused_at"])
    by = audit.actor(user)
    if counts:
        following.group_checked(group=row, by=by)
    if verdict == Verdict.REFUSED:
        following.group_refused(group=row, by=by)
    emails.group_looked(row, verdict=str(verdict))
    audit.record(by=by, act=f"group.{verdict}", subject=row)
    return made


@transaction.atomic
def answer(*, look: Look, words: str, by: str) -> bool:
    """Keep a lead's answer to our last question; the group waits to be looked at again."""
    rows = Look.objects.filter(pk=look.pk, verdict=Verdict.ASKED)
    if not rows.update(answer=words, answered_at=timezone.now()):
        return False
    Group.objects.filter(pk=look.group_id).update(asked_at=None)
    audit.record(by=by, act="group.answered", subject=look.group)
    return True


def may_check(user: Any) -> bool:
    """Whether `user` checks groups: by group, superusers like everybody else (ADR 0042)."""
    return policy_registry.get_by_type(Group).user_has_permission(user, "change")
