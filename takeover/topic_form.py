"""What the form of one topic is: answers kept under its fields' names, and said again in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import Any, ClassVar

from django import forms
from django.utils.dateparse import parse_date, parse_time
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext_lazy as _

from takeover.answers import Answers


class TopicForm(forms.Form):
    """One topic. `answers` are those given so far; `kept` is what gets added to them.

    `not_kept` are fields that only help with the page; with `kept_elsewhere` none of it is an answer.
    """

    not_kept: ClassVar[tuple[str, ...]] = ()
    kept_elsewhere: ClassVar[bool] = False

    def __init__(self, *args: Any, answers: Answers, **kwargs: Any) -> None:
        self.answers = answers
        kwargs.setdefault("initial", dict(answers))
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    @property
    def kept(self) -> dict[str, Any]:
        """Return the cleaned answers as JSON holds them."""
        return {
            name: value.isoformat() if isinstance(value, date | time) else value
            for name, value in self.cleaned_data.items()
            if name not in self.not_kept
        }

    def summary(self) -> list[tuple[str, str]]:
        """Return each question and its answer in words."""
        return [
            (str(field.label), self._in_words(name, field))
            for name, field in self.fields.items()
            if name not in self.not_kept
        ]

    def _in_words(self, name: str, field: forms.Field) -> str:
        value = self.answers.get(name, "")
        if isinstance(field, forms.MultipleChoiceField):
            names = dict(_flat(field.choices))
            return ", ".join(str(names[each]) for each in value or [] if each in names)
        if isinstance(field, forms.ChoiceField):
            return str(dict(_flat(field.choices)).get(value, ""))
        if isinstance(field, forms.BooleanField):
            return str(_("Yes")) if value else ""
        if isinstance(field, forms.DateField):
            day = parse_date(str(value))
            return date_format(day) if day else ""
        if isinstance(field, forms.TimeField):
            hour = parse_time(str(value))
            return time_format(hour) if hour else ""
        return str(value)


def _flat(choices: Any) -> Iterable[tuple[str, Any]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield value, label
