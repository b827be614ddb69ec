"""Put a page of the demo into the tree, in every language; what editors changed stays changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from wagtail.models import Locale, Page

from cms.models import BasePage

type Words = Mapping[str, object]


def plant[P: BasePage](parent: Page, page: P, words: Mapping[str, Words], *, path: str) -> tuple[P, bool]:
    """Put `page` below `parent` unless its slug is there, with its translations; True if it is new.

    `words` are fields by language, blocks of a body as home.demo.parts makes them. `path` is the page's
    own, and gives its blocks ids that are the same in every language.
    """
    found = parent.get_children().filter(slug=page.slug).first()
    if found is None:
        page.locale = parent.locale
        fill(page, words[settings.LANGUAGE_CODE], path)
        parent.add_child(instance=page)
        page.save_revision().publish()
    planted = page if found is None else found.specific
    translate(planted, words, path)
    return planted, found is None


def translate(page: BasePage, words: Mapping[str, Words], path: str) -> None:
    """Give `page` its translations; an alias that wagtail-localize made in the meantime becomes one."""
    for language, theirs in words.items():
        if language == page.locale.language_code:
            continue
        locale = Locale.objects.get(language_code=language)
        translation = page.get_translation_or_none(locale)
        if translation is None:
            translation = page.copy_for_translation(locale, copy_parents=True)
        elif translation.alias_of_id is None:
            continue
        translation.alias_of = None
        fill(translation, theirs, path)
        translation.save()
        translation.save_revision().publish()


def fill(page: BasePage, words: Words, path: str) -> None:
    """Give `page` its words; blocks get ids that are the same in every language."""
    for name, value in words.items():
        setattr(page, name, _kept(value, path if name == "body" else f"{path}/{name}"))


def _kept(value: object, path: str) -> object:
    return json.dumps(_numbered(value, path)) if isinstance(value, list) else value


def _numbered(value: object, path: str) -> object:
    """`value` with an id on each block, the same in every language, so that translations line up."""
    if isinstance(value, list):
        return [_numbered(item, f"{path}/{at}") for at, item in enumerate(value)]
    if isinstance(value, dict):
        numbered = {key: _numbered(item, f"{path}/{key}") for key, item in value.items()}
        return {**numbered, "id": str(uuid5(NAMESPACE_URL, path))} if "type" in value else numbered
    return value
