"""Who may read the audit trail."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
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
