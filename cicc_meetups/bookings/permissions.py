"""Who plans meetups: whoever may change one may make one, and nobody deletes what councils booked."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy


class PlanPolicy(ModelPermissionPolicy):
    def user_has_permission(self, user: Any, action: str) -> bool:
        if action == "delete":
            return False
        return super().user_has_permission(user, "change" if action == "add" else action)

    def user_has_any_permission(self, user: Any, actions: Collection[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)
