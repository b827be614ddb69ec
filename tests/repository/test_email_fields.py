"""No form takes an e-mail address that no row can keep: Postgres refuses it, and the page is an error."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path

from django import forms
from django.apps import apps
from django.conf import settings
from django.db import models

from outbox.models import Message
from people import addresses


def ours() -> set[str]:
    """The modules of the rooms in which a form's e-mail address is named."""
    found = set()
    for app in apps.get_app_configs():
        room = Path(app.path)
        if settings.ROOT not in room.parents or ".venv" in room.parts:
            continue
        for path in room.rglob("*.py"):
            if "EmailField" in path.read_text() and "migrations" not in path.parts:
                found.add(".".join([app.name, *path.relative_to(room).with_suffix("").parts]))
    return found


def email_fields() -> Iterator[tuple[str, forms.EmailField]]:
    modules = ours()
    for module in modules:
        importlib.import_module(module)
    waiting: list[type] = [forms.BaseForm]
    while waiting:
        form = waiting.pop()
        waiting += form.__subclasses__()
        if form.__module__ in modules:
            for name, field in getattr(form, "base_fields", {}).items():
                if isinstance(field, forms.EmailField):
                    yield f"{form.__module__}.{form.__name__}.{name}", field


def test_no_form_takes_a_longer_address_than_a_row_keeps() -> None:
    fields = dict(email_fields())
    assert {"pledge.forms.SignForm.email", "people.doors.EmailForm.email"} <= set(fields)
    long = [name for name, field in fields.items() if (field.max_length or 0) > addresses.LONGEST]
    assert not long


def test_a_row_keeps_what_a_form_takes() -> None:
    to = Message._meta.get_field("to")
    assert isinstance(to, models.EmailField)
    assert to.max_length == addresses.LONGEST
