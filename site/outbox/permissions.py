"""Who may look at what we owe: operators, and nobody changes a message by hand."""

from __future__ import annotations

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy


class LookPolicy(ModelPermissionPolicy):
    """Whoever has `outbox.view_message` looks; nobody, superusers included, adds, edits or deletes."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and super().user_has_permission(user, "view")

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return "view" in set(actions) and self.user_has_permission(user, "view")
