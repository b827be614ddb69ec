"""What this room writes to workers: that a question of their council was checked, and what came of it.

What was asked, why not, and what was answered is read after signing in: no letter holds what a child wrote.
"""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from cicc_meetups.models import Worker
from cicc_meetups.questions.models import Outcome, Question
from outbox.actions import post
from outbox.models import Message
from safeguarding.audit import reference

SHOWN, REFUSED = "shown", "refused"


def checked(question: Question, *, what: str, reason: str = "") -> list[Message]:
    """Say, once, that a question is SHOWN, or REFUSED for one of our reasons (its code)."""
    return _tell(question, what, f"{what}:{reason}")


def came(outcome: Outcome) -> list[Message]:
    """Say, once for each note, that something came of a question."""
    return _tell(outcome.question, outcome.came, f"outcome:{outcome.pk}")


def _tell(question: Question, what: str, which: str) -> list[Message]:
    """Write to each worker of the council whose check counts today."""
    workers = Worker.objects.checked(timezone.localdate()).filter(council=question.council_id)
    return [_write(question, worker, what, which) for worker in workers.select_related("user").order_by("pk")]


def _write(question: Question, worker: Worker, what: str, which: str) -> Message:
    with translation.override(worker.language):
        link = f"{settings.SITE_URL}{reverse('questions:meetups')}#q-{question.pk}"
    return post(
        key=f"question_news:{question.pk}:{which}:{worker.pk}"[:200],
        to=worker.user.email,
        template="question_news",
        context={"what": what, "link": link},
        language=worker.language,
        subject_ref=reference(question),
    )
