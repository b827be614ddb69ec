"""Guests who are somebody here, and those whose address was typed once and means nothing.

A room whose rows belong to a guest says so; an account that no room claims goes.
"""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from accounts.models import User

_claims: list[Q] = []


def claim(who: Q) -> None:
    """Say which guests a room needs, by a condition on User."""
    _claims.append(who)


def strangers(before: datetime) -> QuerySet[User]:
    """Return guests nobody claims who neither came nor signed in since `before`."""
    alone = User.objects.filter(guest=True, date_joined__lte=before)
    return _unclaimed(alone).filter(Q(last_login__isnull=True) | Q(last_login__lte=before))


def forget(user: User) -> bool:
    """Delete a guest's account unless another room still needs it; True if it is gone."""
    if not user.guest or not _unclaimed(User.objects.filter(pk=user.pk)).exists():
        return False
    user.delete()
    return True


def _unclaimed(users: QuerySet[User]) -> QuerySet[User]:
    for who in _claims:
        users = users.exclude(who)
    return users
