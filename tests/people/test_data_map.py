"""The data map holds every field that could be about a person, and each has an eraser (S1)."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.core.management import call_command
from django.db import models
from django.utils.module_loading import import_string

from people import data_map
from people.models import Contact

OURS = {
    config.label
    for config in apps.get_app_configs()
    if str(config.path).startswith(str(settings.ROOT)) and ".venv" not in str(config.path)
}


def test_every_text_field_is_on_the_map():
    """S1: whoever adds a field says what it is for, who sees it and what erases it."""
    assert {"our_childhood", "people", "consent", "outbox"} <= OURS
    assert list(data_map.undeclared(OURS)) == []


def test_an_undeclared_field_is_found():
    """The test above can fail."""
    entry = data_map._entries.pop((Contact, "email"))
    try:
        assert list(data_map.undeclared(OURS)) == ["people.contact.email"]
    finally:
        data_map._entries[(Contact, "email")] = entry


@pytest.mark.parametrize("entry", [one for one in data_map.entries() if one.eraser], ids=lambda one: one.name)
def test_eraser_exists(entry):
    """S1: a promise to erase names code that does it."""
    module, _, name = entry.eraser.rpartition(".")
    try:
        eraser = import_string(entry.eraser)
    except ImportError:
        eraser = getattr(import_string(module), name)
    assert callable(eraser)


def test_every_line_says_why_who_and_how_long():
    """S1: no empty column."""
    assert data_map.entries()
    for entry in data_map.entries():
        assert entry.purpose and entry.seen_by and entry.kept, entry.name


def test_the_page_is_what_the_code_says():
    """docs/data-map.md is made, not written."""
    call_command("data_map", check=True)


def test_declaring_a_field_that_is_not_there_fails():
    """A renamed field takes its line along."""
    with pytest.raises(FieldDoesNotExist):
        data_map.not_personal(Contact, field="shoe_size", purpose="none")


@pytest.mark.parametrize(
    ("field", "wanted"),
    [
        (models.CharField(max_length=5), True),
        (models.TextField(), True),
        (models.JSONField(), True),
        (models.EmailField(), True),
        (models.DateField(), True),
        (models.CharField(max_length=5, choices=[("a", "A")]), False),
        (models.IntegerField(), False),
        (models.DateTimeField(), False),
        (models.BooleanField(), False),
    ],
)
def test_text_like(field, wanted):
    """Words, documents, addresses and birthdays count; choices and moments made by us do not."""
    assert data_map.text_like(field) is wanted
