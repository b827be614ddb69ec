"""What a making journey's answers mean once it is sent: parsed here, trusted after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from consent.enums import Care
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
class Other:
    """Somebody else in the film; without an address they, or their grown-up, sign on paper."""

    under_13: bool
    email: str


@dataclass(frozen=True, slots=True)
class Who:
    """Who is in the film, and how the child wants to be shown (S19, S7)."""

    me: bool
    care: Care
    show: str
    others: list[Other]
    social_worker: str


@dataclass(frozen=True, slots=True)
class Sent:
    """The answers of a finished journey."""

    prompt: Prompt | None
    age_band: AgeBand
    region: Region | None
    guardian_email: str
    who: Who


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
        guardian_email=email,
        who=who(answers),
    )


def who(answers: Mapping[str, Any]) -> Who:
    """Return who is in the film; raises AnswersMissing, naming each, when that is not wholly answered."""
    missing = [name for name in ("me", "others") if answers.get(name) in (None, "")]
    number = int(answers.get("others") or 0)
    missing += [f"p{place}" for place in range(2, number + 2) if not answers.get(f"p{place}")]
    if missing:
        raise AnswersMissing(missing)
    me = answers["me"] == "yes"
    # A child nobody can see or hear is not asked about care; of others it is never asked here.
    care = Care(answers.get("care") or Care.UNSAID) if me else Care.UNSAID
    in_care = care == Care.YES
    return Who(
        me=me,
        care=care,
        show=str(answers.get("show") or "all") if in_care else "all",
        others=[_other(answers, place) for place in range(2, number + 2)],
        social_worker=str(answers.get("social_worker", "")).strip() if in_care else "",
    )


def _other(answers: Mapping[str, Any], number: int) -> Other:
    age, _dash, way = str(answers[f"p{number}"]).partition("-")
    email = str(answers.get(f"p{number}_email", "")).strip() if way == "mail" else ""
    return Other(under_13=age == "younger", email=email)


def _prompt(key: Any) -> Prompt | None:
    try:
        return canonical(UUID(str(key)))
    except ValueError:
        return None
