"""What came of a meetup, on its page and on the page that tells how it was."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from cicc_meetups.after import queries
from cicc_meetups.models import Meetup, MeetupPage
from cicc_meetups.promises import queries as promises
from cicc_meetups.questions import queries as questions

register = template.Library()


@register.inclusion_tag("after/parts/came.html", takes_context=True)
def what_came_of_meetup(context: dict[str, Any], meetup: Meetup) -> dict[str, Any]:
    """Show questions and promises of `meetup`, and lead to how it was.

    Asks nothing of the database before it has begun: what councils ask is theirs until then.
    """
    if meetup.starts_at > timezone.now() or meetup.cancelled_at is not None:
        return {"request": context.get("request")}
    page = context.get("page")
    return {
        "request": context.get("request"),
        "report": queries.report(page) if isinstance(page, MeetupPage) else None,
        "questions": [(one, questions.came_of(one)) for one in questions.ordered(meetup)],
        "promises": promises.shown_of([meetup]),
    }
