"""Who plans meetups, and who reads who comes.

Whoever may change a meetup may make one, and nobody deletes what councils booked.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy

from safeguarding.permissions import by_group


class PlanPolicy(ModelPermissionPolicy):
    def user_has_permission(self, user: Any, action: str) -> bool:
        if action == "delete":
            return False
        return super().user_has_permission(user, "change" if action == "add" else action)

    def user_has_any_permission(self, user: Any, actions: Collection[str]) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)


def may_see_people(user: Any) -> bool:
    """Whether `user` reads first names and needs of young people who come.

    By group alone (accounts/rights.csv): planning a meetup, or being a superuser, shows nobody's name.
    """
    return ("bookings", "view_booking") in by_group(user)


def may_mark(user: Any) -> bool:
    """Whether `user` writes down who came; by group alone."""
    return may_see_people(user) and ("bookings", "change_booking") in by_group(user)
