"""Who may work on help cases, by group alone: being a superuser or a moderator opens none of them."""

from __future__ import annotations

from typing import Any

from help_at_hand.cases.models import Case
from safeguarding.permissions import by_group


def may(user: Any, right: str) -> bool:
    """Whether one of the person's groups gives `right` ('work_case', 'see_help_figures', …)."""
    return ("cases", right) in by_group(user)


def may_read(user: Any, case: Case) -> bool:
    """Whether the person may open `case`: advisers every one, a safeguarding lead red ones."""
    return may(user, "work_case") or (case.is_red and may(user, "read_red_case"))
