"""What a making journey's answers mean once it is sent: parsed here, trusted after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from geography.models import Region
from our_childhood.enums import AgeBand
from our_childhood.models import Prompt
from our_childhood.prompts import canonical


class AnswersMissing(Exception):
    """The journey cannot be sent yet. `questions` are the names of the answers that are missing."""

    def __init__(self, questions: list[str]) -> None:
        self.questions = questions
        super().__init__(", ".join(questions))


@dataclass(frozen=True, slots=True)
class Sent:
    """The answers of a finished journey."""

    prompt: Prompt | None
    age_band: AgeBand
    region: Region | None
    others_in_film: bool
    guardian_email: str


def read(answers: Mapping[str, Any]) -> Sent:
    """Return the parsed answers; raises AnswersMissing, naming each, when one is missing or no longer holds.

    A prompt that has gone meanwhile becomes 'my own idea': nobody loses a film over it.
    """
    missing = []
    try:
        band = AgeBand(answers.get("age_band", ""))
    except ValueError:
        band = AgeBand.UNDER_7
        missing.append("age_band")
    email = str(answers.get("email", "")).strip()
    if band.needs_guardian and not email:
        missing.append("email")  # S7
    if missing:
        raise AnswersMissing(missing)
    return Sent(
        prompt=_prompt(answers.get("prompt")),
        age_band=band,
        region=Region.objects.filter(code=answers.get("region", "")).first(),
        others_in_film=answers.get("others") == "yes",
        guardian_email=email,
    )


def _prompt(key: Any) -> Prompt | None:
    try:
        return canonical(UUID(str(key)))
    except ValueError:
        return None
