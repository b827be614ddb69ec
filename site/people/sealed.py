"""Words that a stolen copy of the database must not tell: encrypted at rest, with a key that is not in it.

The key comes from FIELD_KEY, or from SECRET_KEY where that is not set. Older keys go on reading: the
further ones of FIELD_KEY, SECRET_KEY itself and its fallbacks. `keyed` hashes what is only ever compared;
this is for what has to be read again.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.db import models


class SealBroken(Exception):
    """The words were sealed with a key that is honoured no longer, or were changed since."""


def seal(text: str) -> str:
    """Return `text` encrypted and signed with today's key; twice the same text gives two results."""
    return seal_bytes(text.encode())


def seal_bytes(content: bytes) -> str:
    """The same for bytes: four letters for each three of them, and a hundred."""
    return _keys(_secrets()).encrypt(content).decode()


def unseal(sealed: str) -> str:
    """Return the words `seal` was given. Raises SealBroken."""
    return unseal_bytes(sealed).decode()


def unseal_bytes(sealed: str) -> bytes:
    """Return what `seal_bytes` was given. Raises SealBroken."""
    try:
        return _keys(_secrets()).decrypt(sealed.encode())
    except InvalidToken as error:
        raise SealBroken("No key in FIELD_KEY or SECRET_KEY opens these words.") from error


class EncryptedTextField(models.TextField):
    """Text that is plain in memory and sealed in the database, in dumps and in fixtures.

    It cannot be searched or ordered by: two seals of one word differ.
    """

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return value if value is None else seal(str(value))

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return value if value is None else unseal(value)

    def value_to_string(self, obj: models.Model) -> str:
        return str(self.get_prep_value(self.value_from_object(obj)) or "")

    def to_python(self, value: Any) -> Any:
        """Take plain words, or what `value_to_string` wrote into a fixture."""
        value = super().to_python(value)
        try:
            return unseal(value) if value else value
        except SealBroken:
            return value

    def get_lookup(self, lookup_name: str) -> Any:
        """Refuse every question but 'is there anything': Django raises FieldError for None."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None


class EncryptedJSONField(EncryptedTextField):
    """The same for a value of JSON's kinds: a dict in memory, sealed as a whole in the database."""

    _pyi_private_set_type: Any  # where the type checker looks for what a field takes and gives
    _pyi_private_get_type: Any

    def get_prep_value(self, value: Any) -> Any:
        # Not by way of TextField's, which would read the JSON back into a dict first.
        return value if value is None else seal(json.dumps(value))

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        return value if value is None else json.loads(unseal(value))

    def to_python(self, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        return json.loads(super().to_python(value))


def _secrets() -> tuple[str, ...]:
    return tuple(
        str(key) for key in (*settings.FIELD_KEYS, settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    )


@lru_cache(maxsize=8)
def _keys(secrets: tuple[str, ...]) -> MultiFernet:
    return MultiFernet(
        [
            Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"heard.sealed\0{secret}".encode()).digest()))
            for secret in secrets
        ]
    )
