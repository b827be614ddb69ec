"""What questions tell the shared rooms when the site starts."""

from __future__ import annotations

from cicc_meetups.questions.models import Question
from moderation import leaving

leaving.register(Question)
