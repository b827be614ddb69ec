"""How days of a season were, in faces: whole for staff, small numbers left out for everybody (S11)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.db.models import Count
from django.utils.functional import Promise

from geography.suppression import THRESHOLD, suppress
from takeover.days.enums import Face, Voice
from takeover.days.forms import QUESTIONS
from takeover.days.models import Feedback
from takeover.days.rules import SAID_AFTER
from takeover.models import Season

KEPT = 3600  # seconds
FIELDS = ("first", "second", "third")

type Counts = dict[tuple[str, str, int], int]


@dataclass(frozen=True, slots=True)
class Answers:
    """One question and how often each face was chosen, from yes to no; None is left out."""

    question: str | Promise
    faces: list[tuple[Face, int | None]]


@dataclass(frozen=True, slots=True)
class Said:
    """What one voice said. `people` is how many answered."""

    voice: Voice
    people: int
    answers: list[Answers]


def for_staff(season: Season) -> list[Said]:
    """Return all that was said in `season`, every number of it; one query."""
    counts = _count(season)
    return [
        Said(
            voice,
            sum(counts.get((voice, "first", face), 0) for face in Face),
            [
                Answers(question, [(face, counts.get((voice, field, face), 0)) for face in Face])
                for field, question in zip(FIELDS, QUESTIONS[voice], strict=True)
            ],
        )
        for voice in Voice
    ]


def for_everybody(season: Season, today: date) -> Said | None:
    """Return what children said in `season` (in any language), or None.

    None before the day on which nothing is added any more, since figures of two days tell (S11), and
    when fewer than THRESHOLD answered. Each question is a table of its own whose total everybody knows;
    one that cannot be shown safely leaves all of them out.
    """
    if today <= season.ends_date + SAID_AFTER:
        return None
    counts = cache.get_or_set(f"days.figures.{season.translation_key}", lambda: _count(season), KEPT) or {}
    people = sum(counts.get((Voice.CHILD, "first", face), 0) for face in Face)
    if people < THRESHOLD:
        return None
    answers = []
    for field, question in zip(FIELDS, QUESTIONS[Voice.CHILD], strict=True):
        faces = {face: counts.get((Voice.CHILD, field, face), 0) for face in Face}
        shown = suppress(faces, {field: list(Face)})
        if shown.total is None:
            return None
        answers.append(Answers(question, [(face, shown.cells[face]) for face in Face]))
    return Said(Voice.CHILD, people, answers)


def _count(season: Season) -> Counts:
    rows = (
        Feedback.objects.filter(challenge__season__translation_key=season.translation_key)
        .order_by()
        .values_list("voice", *FIELDS)
        .annotate(number=Count("id"))
    )
    counts: Counter[tuple[str, str, int]] = Counter()
    for voice, first, second, third, number in rows:
        for field, face in zip(FIELDS, (first, second, third), strict=True):
            counts[voice, field, face] += number
    return dict(counts)
