"""Reports and appeals, made by the product's own verbs."""

from __future__ import annotations

import itertools
from typing import Any

from moderation import appeals, queries, reports
from moderation.enums import Check
from moderation.models import Appeal, Report
from moderation.report_reasons import ReportReason

_forms = itertools.count(1)


def tell(subject: Any, *what: str, words: str = "", **fields: Any) -> reports.Told:
    """Somebody tells us about `subject`; 'it frightened me' unless said otherwise."""
    fields.setdefault("form", f"form-{next(_forms)}")
    return reports.tell(
        subject=subject,
        what=what or (ReportReason.FRIGHTENING,),
        words=words,
        language=fields.pop("language", "en"),
        **fields,
    )


def report(subject: Any, *what: str, **fields: Any) -> Report:
    return tell(subject, *what, **fields).report


def appeal(subject: Any) -> Appeal:
    return appeals.ask(subject=subject, by="child")


def watched(subject: Any, user: Any, check: Check = Check.EDITORIAL) -> None:
    """Put on record that `user` watched what `check` looks at, as the desk does."""
    from moderation import actions

    digest = queries.as_submitted(subject).review_digest(check)
    actions.note_seen(subject=subject, user=user, digest=digest, what="h264-480.mp4")
