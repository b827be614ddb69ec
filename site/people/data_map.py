"""The data map: why each piece of text about a person is kept, who sees it, and what erases it (S1).

Every room declares its own in `<room>/personal_data.py`: fields of models by `declare` and
`not_personal`, questions of forms by `asks`. `manage.py data_map` prints all of it and writes
docs/data-map.md; leads and operators read it in the admin. What is kept for a time is a `Retention`,
and the sweep runs its eraser (people/sweeper.py). Tests fail on a field nobody declared, and on an eraser
that does not erase.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from django.apps import apps
from django.db import models
from django.utils.module_loading import autodiscover_modules

NOT_PERSONAL = "nothing about a person"


@dataclass(frozen=True, slots=True)
class Retention:
    """Kept until `after` has passed since `event`; then the sweep runs the entry's eraser.

    That eraser takes no arguments, erases all that is due, and returns how many. `or_until` names an
    earlier end that something else brings about.
    """

    after: timedelta
    event: str
    or_until: str = ""

    def __str__(self) -> str:
        days, hours = self.after.days, self.after.seconds // 3600
        if days % 365 == 0 and days:
            spelled = "One year" if days == 365 else f"{days // 365} years"
        elif days:
            spelled = "One day" if days == 1 else f"{days} days"
        else:
            spelled = f"{hours} hours"
        also = f", or until {self.or_until}" if self.or_until else ""
        return f"{spelled} after {self.event}{also}."


@dataclass(frozen=True, slots=True)
class Entry:
    """One field's line. `eraser` is the dotted path of what erases it, or '' when nothing has to."""

    model: type[models.Model]
    field: str
    purpose: str
    seen_by: str
    kept: str | Retention
    eraser: str = ""

    @property
    def name(self) -> str:
        return f"{self.model._meta.label_lower}.{self.field}"

    @property
    def personal(self) -> bool:
        return self.seen_by != NOT_PERSONAL


@dataclass(frozen=True, slots=True)
class Question:
    """One field of a form: what is asked, what for, and where the answer goes."""

    form: str
    field: str
    purpose: str
    goes_to: str


_questions: dict[tuple[str, str], Question] = {}
_entries: dict[tuple[type[models.Model], str], Entry] = {}


def declare(
    model: type[models.Model], *, field: str, purpose: str, seen_by: str, kept: str | Retention, eraser: str
) -> None:
    """Put `field` (one or several names, space-separated) of `model` on the map.

    Raises django's FieldDoesNotExist for a field the model does not have.
    """
    for name in field.split():
        model._meta.get_field(name)
        _entries[(model, name)] = Entry(model, name, purpose, seen_by, kept, eraser)


def not_personal(model: type[models.Model], *, field: str, purpose: str) -> None:
    """Say that `field` (names, space-separated) can hold nothing about a person, and what it is for."""
    declare(model, field=field, purpose=purpose, seen_by=NOT_PERSONAL, kept="with its row", eraser="")


def asks(form: str, *, field: str, purpose: str, goes_to: str) -> None:
    """Put `field` (names, space-separated) of a form on the map; `goes_to` says what keeps the answer.

    `form` is the dotted path of the module of its forms, or the name of a template that asks by hand.
    """
    for name in field.split():
        _questions[form, name] = Question(form, name, purpose, goes_to)


@cache
def _load() -> None:
    autodiscover_modules("personal_data")


def entries() -> list[Entry]:
    """Return the whole map, by model and then by field."""
    _load()
    return sorted(_entries.values(), key=lambda entry: entry.name)


def questions() -> list[Question]:
    """Return every question of every form on the map, by form and then by field."""
    _load()
    return sorted(_questions.values(), key=lambda one: (one.form, one.field))


def undeclared(labels: set[str]) -> Iterator[str]:
    """Yield 'app.model.field' for each text-like field in the apps `labels` that is on no map."""
    _load()
    for model in apps.get_models():
        if model._meta.app_label not in labels:
            continue
        for field in model._meta.local_fields:
            if text_like(field) and (model, field.name) not in _entries:
                yield f"{model._meta.label_lower}.{field.name}"


def text_like(field: models.Field) -> bool:
    """Whether `field` could hold words about a person (choices and keys made by us cannot)."""
    if field.primary_key or field.choices or field.is_relation:
        return False
    kinds = (
        models.CharField,
        models.TextField,
        models.JSONField,
        models.FileField,
        models.GenericIPAddressField,
    )
    return isinstance(field, (*kinds, models.BinaryField, models.DateField)) and not isinstance(
        field, models.DateTimeField
    )


def as_markdown() -> str:
    """Return the map as the page docs/data-map.md."""
    lines = [
        "# Data map",
        "",
        "What we keep about people, why, who sees it, for how long, and what erases it (S1).",
        "Made by `manage.py data_map --write`; change `personal_data.py` of the room instead of this page.",
        "",
        "| field | what it is for | who sees it | kept until | erased by |",
        "|---|---|---|---|---|",
    ]
    for entry in entries():
        if entry.personal:
            eraser = f"`{entry.eraser}`" if entry.eraser else "–"
            lines.append(f"| `{entry.name}` | {entry.purpose} | {entry.seen_by} | {entry.kept} | {eraser} |")
    lines += ["", "## What forms ask", "", "| form | field | what it is for | where the answer goes |"]
    lines += ["|---|---|---|---|"]
    lines += [f"| `{one.form}` | `{one.field}` | {one.purpose} | {one.goes_to} |" for one in questions()]
    lines += ["", "## Text that is about nobody", "", "| field | what it is for |", "|---|---|"]
    lines += [f"| `{entry.name}` | {entry.purpose} |" for entry in entries() if not entry.personal]
    return "\n".join(lines) + "\n"
