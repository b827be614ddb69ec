"""Journeys of topics: which pages there are, in which order, and which have an answer that holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.functional import Promise

from takeover.answers import Answers
from takeover.topic_form import TopicForm


def _always(answers: Answers) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Topic:
    """One page: its part of the address, its form, its name; it `applies` by what was answered so far."""

    slug: str
    form: type[TopicForm]
    name: Promise
    template: str = "takeover/register_topic.html"
    applies: Callable[[Answers], bool] = _always

    def answered(self, answers: Answers) -> bool:
        """Return whether the answers still hold: a day may have passed meanwhile."""
        if self.form.kept_elsewhere:
            return True
        names = [name for name in self.form.base_fields if name not in self.form.not_kept]
        given = {name: answers[name] for name in names if name in answers}
        return len(given) == len(names) and self.form(data=given, answers=answers).is_valid()


@dataclass(frozen=True, slots=True)
class Journey:
    """Topics in the order they are asked in."""

    table: tuple[Topic, ...]

    def topics(self, answers: Answers) -> Iterator[Topic]:
        """Yield the topics that apply to these answers, in order."""
        return (topic for topic in self.table if topic.applies(answers))

    def find(self, slug: str, answers: Answers) -> Topic | None:
        """Return the topic at `slug` if it applies."""
        return next((topic for topic in self.topics(answers) if topic.slug == slug), None)

    def first_unanswered(self, answers: Answers) -> Topic | None:
        """Return the first topic still to be answered, or None when all are."""
        return next((topic for topic in self.topics(answers) if not topic.answered(answers)), None)
