"""Which questions a child may pick from, in the language of the page.

A question exists once a language; films point to one of its rows only (the canonical one), so
that one index serves the gallery in every language.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import get_language

from our_childhood.models import Prompt


@dataclass(frozen=True, slots=True)
class Question:
    """One prompt as shown to a reader: `language` is the language its words are really in."""

    key: UUID
    canonical_id: int
    slug: str
    text: str
    hint: str
    youngest: int
    oldest: int
    picture: Any
    language: str


def questions(language: str | None = None, *, pictures: bool = False) -> list[Question]:
    """Return the questions on show in editors' order: one query, and one more with `pictures`.

    Words are in `language` (default: the page's) where a translation exists, otherwise in the
    site's first language. The slug, the ages and whether it is on show are the canonical row's, so
    that an address means the same question in every language.
    """
    wanted = language or get_language() or settings.LANGUAGE_CODE
    rows = Prompt.objects.select_related("locale")
    if pictures:
        rows = rows.select_related("picture").prefetch_related("picture__renditions")
    by_key: dict[UUID, dict[str, Prompt]] = {}
    for row in rows.order_by("sort_order", "id"):
        by_key.setdefault(row.translation_key, {})[row.locale.language_code] = row
    found = []
    for key, translations in by_key.items():
        canonical = _canonical(translations.values())
        if not canonical.active:
            continue
        shown = translations.get(wanted, canonical)
        found.append(
            Question(
                key=key,
                canonical_id=canonical.pk,
                slug=canonical.slug,
                text=shown.question,
                hint=shown.hint,
                youngest=canonical.youngest,
                oldest=canonical.oldest,
                picture=(shown.picture or canonical.picture) if pictures else None,
                language=shown.locale.language_code,
            )
        )
    return found


def canonical(key: UUID | str) -> Prompt | None:
    """Return the row films point to for the prompt `key`: the site's first language's, or its oldest."""
    rows = list(Prompt.objects.filter(translation_key=key).select_related("locale"))
    return _canonical(rows) if rows else None


def in_language(prompt: Prompt, language: str | None = None) -> Prompt:
    """Return `prompt` in `language` (default: the page's), or itself without a translation."""
    wanted = language or get_language() or settings.LANGUAGE_CODE
    rows = Prompt.objects.filter(translation_key=prompt.translation_key).select_related("locale")
    return next((row for row in rows if row.locale.language_code == wanted), prompt)


def _canonical(rows: Iterable[Prompt]) -> Prompt:
    return min(rows, key=lambda row: (row.locale.language_code != settings.LANGUAGE_CODE, row.pk))
