"""Typed reads of the environment, with errors that say how to fix them.

Every setting of the outside contract is read through this module and nowhere else, and each
is described in docs/settings.md; a repository test holds the two together.
"""

from __future__ import annotations

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

_TRUE = {"1", "true", "yes", "on"}
_FALSE = {"0", "false", "no", "off", ""}


def text(name: str, default: str | None = None, *, fix: str = "") -> str:
    """Return the variable `name` as text.

    Raises ImproperlyConfigured, naming the variable and how to set it, when it is missing and
    there is no default.
    """
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(f"{name} is not set. {fix or f'Set {name} in the environment.'}")
    return default


def flag(name: str, default: bool = False) -> bool:
    """Return `name` as a boolean; 1/true/yes/on and 0/false/no/off are understood."""
    value = os.environ.get(name)
    if value is None:
        return default
    word = value.strip().lower()
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise ImproperlyConfigured(f"{name}={value!r} is neither yes nor no. Use {name}=1 or {name}=0.")


def whole_number(name: str, default: int) -> int:
    """Return `name` as an int."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    try:
        return int(value)
    except ValueError as error:
        raise ImproperlyConfigured(
            f"{name}={value!r} is not a whole number. Use for example {name}={default}."
        ) from error


def words(name: str, default: str = "") -> list[str]:
    """Return a comma-separated variable as a list without blanks."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def folder(name: str, default: Path) -> Path:
    """Return `name` as an absolute path to a folder, made if it is missing.

    Raises ImproperlyConfigured when it cannot be made or is not a folder.
    """
    path = Path(text(name, str(default))).expanduser().resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"{name}={path} cannot be used: {error.strerror}. Point {name} at a folder you may write to."
        ) from error
    return path
