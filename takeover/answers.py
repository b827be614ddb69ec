"""What must have an answer before it can be sent: the last net under the pages that ask (S23)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Answers = Mapping[str, Any]

NEEDED = (
    "name",
    "kind",
    "authority",
    "contact_name",
    "decide",
    "lead_name",
    "lead_email",
    "lead_phone",
    "lead_knows",
    "policy",
    "risk",
    "insurance",
    "adults",
    "never_alone",
    "how",
    "ages",
    "regulated",
)


class AnswersMissing(Exception):
    """Something cannot be sent yet. `questions` names the answers that are not there."""

    def __init__(self, questions: list[str]) -> None:
        self.questions = questions
        super().__init__(", ".join(questions))


def must_be_whole(answers: Answers, needed: Iterable[str] = NEEDED) -> None:
    """Raise AnswersMissing unless everything is there that nobody hosts, or offers a takeover, without."""
    if missing := [name for name in needed if not answers.get(name)]:
        raise AnswersMissing(missing)
