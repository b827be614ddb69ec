"""What is sealed is not in the database, and is read again with every key that is still honoured."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core import serializers
from django.core.exceptions import FieldError
from django.core.management import call_command
from django.db import connection, models
from django.test import override_settings
from django.test.utils import isolate_apps

from people.sealed import EncryptedTextField, SealBroken, seal, unseal
from tests.factories.our_childhood import DraftFactory

SECRET = "she is looked after by Barnsley"


@pytest.fixture
def letters(db: None) -> Any:
    """A table with sealed words, for these tests only and in no registry."""
    with connection.cursor() as cursor:
        key = "integer PRIMARY KEY" if connection.vendor == "sqlite" else "bigserial PRIMARY KEY"
        cursor.execute(f"CREATE TEMPORARY TABLE tests_letter (id {key}, words text NOT NULL)")
    with isolate_apps("people"):

        class Letter(models.Model):
            words = EncryptedTextField(blank=True)

            class Meta:
                app_label = "people"
                db_table = "tests_letter"

        yield Letter


def test_the_bytes_in_the_database_do_not_contain_the_words(letters: Any) -> None:
    """Care and notes are encrypted at rest: a copy of the table tells nothing, nor does a dump."""
    letter = letters.objects.create(words=SECRET)
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM tests_letter")
        (stored,) = cursor.fetchone()
    dumped = serializers.serialize("json", [letter])
    field = letters._meta.get_field("words")
    for text in (stored, dumped):
        assert "Barnsley" not in text
    assert letters.objects.get().words == SECRET
    assert field.to_python(json.loads(dumped)[0]["fields"]["words"]) == SECRET


def test_two_seals_of_one_word_differ_and_a_short_word_shows_no_length() -> None:
    """Otherwise a column of yes and no would be read by counting."""
    assert seal("yes") != seal("yes")
    assert len({len(seal(word)) for word in ("yes", "no", "unsaid", "")}) == 1


def test_older_keys_still_read() -> None:
    """Keys are changed without a migration: SECRET_KEY, its fallbacks and FIELD_KEY's list all open."""
    old = seal(SECRET)
    with override_settings(SECRET_KEY="new", SECRET_KEY_FALLBACKS=["only-for-tests"]):
        assert unseal(old) == SECRET
    with override_settings(FIELD_KEYS=["field one"]):
        assert unseal(old) == SECRET
        newer = seal(SECRET)
    with override_settings(FIELD_KEYS=["field two", "field one"], SECRET_KEY="another"):
        assert unseal(newer) == SECRET
        with pytest.raises(SealBroken):
            unseal(old)
    with pytest.raises(SealBroken):
        unseal(newer)


def test_a_changed_seal_is_refused() -> None:
    sealed = seal(SECRET)
    for broken in (sealed[:-4] + "AAA=", "", "plain words"):
        with pytest.raises(SealBroken):
            unseal(broken)


def test_sealed_words_cannot_be_searched(letters: Any) -> None:
    """A lookup would find nothing and say so quietly; better that it fails."""
    with pytest.raises(FieldError):
        letters.objects.filter(words=SECRET)
    assert not letters.objects.filter(words__isnull=True).exists()


@pytest.mark.django_db
def test_what_an_old_key_sealed_is_sealed_again_with_the_first(settings) -> None:
    """A key that leaked can go: after `reseal` the new one alone reads what may be written."""
    settings.FIELD_KEYS = ["old"]
    draft = DraftFactory(answers={"email": "zofia@post.example"})
    settings.FIELD_KEYS = ["new", "old"]
    out = StringIO()
    call_command("reseal", stdout=out)
    assert "our_childhood.filmdraft: 1 rows sealed again" in out.getvalue()
    settings.FIELD_KEYS = ["new"]
    assert type(draft).objects.get(pk=draft.pk).answers == {"email": "zofia@post.example"}
    settings.FIELD_KEYS = ["old"]
    with pytest.raises(SealBroken):
        type(draft).objects.get(pk=draft.pk)
