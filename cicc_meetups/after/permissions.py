"""Who adds pictures of meetups."""

from __future__ import annotations

from typing import Any

from safeguarding.permissions import by_group


def may_add(user: Any) -> bool:
    """Whether `user` adds pictures and copies what to post.

    By group alone (accounts/rights.csv): being a superuser opens neither.
    """
    return ("after", "add_meetup_picture") in by_group(user)
