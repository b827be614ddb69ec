"""What certificates say. A programme registers its kinds; the words are looked up when somebody reads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from certificates.models import Certificate


@dataclass(frozen=True, slots=True)
class Words:
    """A certificate in the reader's language: over the heading, the heading, and the lines under it."""

    kicker: str
    heading: str
    lines: tuple[str, ...]


class UnknownKind(LookupError):
    """No programme has registered this kind."""


_kinds: dict[str, Callable[[Certificate], Words]] = {}


def register(kind: str, write: Callable[[Certificate], Words]) -> None:
    """Let `write` say what certificates of `kind` (a slug) say, in the language in force."""
    _kinds[kind] = write


def words(certificate: Certificate) -> Words:
    """Return what `certificate` says; raises UnknownKind."""
    return _kinds[checked(certificate.kind)](certificate)


def checked(kind: str) -> str:
    """Return `kind` when somebody has registered it; raises UnknownKind."""
    if kind not in _kinds:
        raise UnknownKind(f"{kind!r} was never registered with certificates.kinds")
    return kind
