"""Who may do what to reviewed models, and to the workflows themselves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from wagtail.permission_policies import ModelPermissionPolicy

from safeguarding.permissions import by_group


class ReviewedPermissionPolicy(ModelPermissionPolicy):
    """Looking and editing by group; publishing, adding and deleting by nobody.

    Superusers are asked like everybody else: without the group there is nothing to see. What is
    public is decided by the review and its gate alone.
    """

    ALLOWED = frozenset({"view", "change"})

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in self.ALLOWED and (
            self.app_label,
            self._get_permission_codename(action),
        ) in by_group(user)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[Any]:
        codenames = [self._get_permission_codename(action) for action in self.ALLOWED.intersection(actions)]
        return (
            get_user_model()
            ._default_manager.filter(
                is_active=True,
                groups__permissions__content_type=self._content_type,
                groups__permissions__codename__in=codenames,
            )
            .distinct()
        )


class CodeOwnedPolicy(ModelPermissionPolicy):
    """Workflows and their tasks are set by `migrate`; nobody edits them in the admin (ADR 0042)."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return False

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[Any]:
        return get_user_model()._default_manager.none()


def may_settle(user: Any, right: str) -> bool:
    """Whether one of the person's groups gives them `right` ('view_report', 'view_appeal').

    By group alone (accounts/rights.csv): being a superuser gives no say in moderation.
    """
    return ("moderation", right) in by_group(user)
