"""Who may do what to reviewed models, and to the workflows themselves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from wagtail.permission_policies import ModelPermissionPolicy


class ReviewedPermissionPolicy(ModelPermissionPolicy):
    """Looking and editing by group; publishing, adding and deleting by nobody.

    Superusers are asked like everybody else: without the group there is nothing to see. What is
    public is decided by the review and its gate alone.
    """

    ALLOWED = frozenset({"view", "change"})

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action in self.ALLOWED and self._get_permission_codename(action) in self._codenames(user)

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

    def _codenames(self, user: Any) -> set[str]:
        """Permissions by group, once a request: the user object lives no longer."""
        if not user.is_active or user.is_anonymous:
            return set()
        name = f"_reviewed_{self.app_label}_{self.model_name}"
        if not hasattr(user, name):
            held = Permission.objects.filter(group__user=user, content_type=self._content_type)
            setattr(user, name, set(held.values_list("codename", flat=True)))
        return getattr(user, name)


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
    if not user.is_active or user.is_anonymous:
        return False
    if not hasattr(user, "_moderation_rights"):  # once a request: the user object lives no longer
        held = Permission.objects.filter(group__user=user, content_type__app_label="moderation")
        user._moderation_rights = set(held.values_list("codename", flat=True))
    return right in user._moderation_rights
