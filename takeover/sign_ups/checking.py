"""Registering a group, and looking at it: one verb a function."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from moderation import checking
from moderation.checked import LookBase, Seen
from safeguarding import audit
from takeover.sign_ups import emails, following
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
def look(*, group: Group, verdict: Seen, words: str, user: User, ends_date: date | None = None) -> LookBase:
    """Put on record what `user` saw of a group, and say so to its lead (S26).

    A check counts up to `ends_date`, and makes places sure that waited for it; a refusal gives them
    back. Raises PermissionDenied for whoever may not change groups or leads this one, ValueError
    without words or, for a check, a day to come.
    """
    row, made = checking.look(
        group, own=group.lead_id, verdict=verdict, words=words, user=user, ends_date=ends_date
    )
    by = audit.actor(user)
    if verdict == Seen.CHECKED:
        following.group_checked(group=row, by=by)
    if verdict == Seen.REFUSED:
        following.group_refused(group=row, by=by)
    emails.group_looked(row, verdict=str(verdict))
    audit.record(by=by, act=f"group.{verdict}", subject=row)
    return made


@transaction.atomic
def answer(*, look: Look, words: str, by: str) -> bool:
    """Keep a lead's answer to our last question; the group waits to be looked at again."""
    if not checking.answer(look.group, look, words=words):
        return False
    audit.record(by=by, act="group.answered", subject=look.group)
    return True


def may_check(user: Any) -> bool:
    """Whether `user` checks groups: by group, superusers like everybody else (ADR 0042)."""
    return checking.may_check(Group, user)
