"""Who may read the audit trail, raise a concern, read one, and seal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from wagtail.permission_policies import ModelPermissionPolicy

LEADS = "Safeguarding leads"


class LeadsReadPolicy(ModelPermissionPolicy):
    """Safeguarding leads look; nobody, superusers included, adds, changes or deletes (S22)."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and user.is_active and user.groups.filter(name=LEADS).exists()

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[Any]:
        users = get_user_model()._default_manager.all()
        if "view" not in set(actions):
            return users.none()
        return users.filter(is_active=True, groups__name=LEADS).distinct()


def may(user: Any, right: str) -> bool:
    """Whether one of the person's groups gives them `right` ('add_concern', 'view_concern', 'add_seal').

    By group alone (accounts/rights.csv): being a superuser gives no say here.
    """
    return ("safeguarding", right) in by_group(user)


def by_group(user: Any) -> frozenset[tuple[str, str]]:
    """Return (app, codename) of every right a person has by group, whatever they are besides.

    Read once a request: the user object lives no longer.
    """
    if not user.is_active or user.is_anonymous:
        return frozenset()
    if not hasattr(user, "_rights_by_group"):
        held = Permission.objects.filter(group__user=user)
        user._rights_by_group = frozenset(held.values_list("content_type__app_label", "codename"))
    return user._rights_by_group
