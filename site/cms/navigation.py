"""Menus, links beside parts of the site, and the same page in another language."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import translate_url
from django.utils import translation
from wagtail.models import Page

from cms.models import NavigationItem
from cms.remembered import Remembered

_FRAME = (NavigationItem.Place.MENU, NavigationItem.Place.FOOTER)


@dataclass(frozen=True)
class Link:
    """One link of a menu. `current`: the reader is on it or below it."""

    label: str
    url: str
    tint: str = "paper"
    current: bool = False


@dataclass(frozen=True)
class Language:
    """One language the same page can be read in. `name` is in that language itself."""

    code: str
    name: str
    url: str
    current: bool


# Each language in its own words: somebody who reads no English must recognise theirs.
OWN_NAMES = {"en": "English", "pl": "Polski", "ar": "العربية"}


# Each language's links beside pages, by place.
_beside: Remembered[str, dict[str, list[Link]]] = Remembered()


@lru_cache(maxsize=1024)  # to find a view by its address and back took half of an empty page's time
def address_in(address: str, language: str) -> str:
    """An English address of this site, as it is in `language`; unknown addresses come back unchanged."""
    with translation.override(settings.LANGUAGE_CODE):
        return str(translate_url(address, language))


def menu(request: HttpRequest, place: str) -> list[Link]:
    """Links of one place in the reader's language; one query a request for all places."""
    links: dict[str, list[Link]] | None = getattr(request, "_navigation", None)
    if links is None:
        links = {}
        language = translation.get_language() or settings.LANGUAGE_CODE
        for item in _items(language).filter(place__in=_FRAME):
            url = _url(item, request, language)
            if url:
                links.setdefault(item.place, []).append(Link(item.label, url, item.tint))
        links = {place: _with_current(found, request.path) for place, found in links.items()}
        request._navigation = links  # type: ignore[attr-defined]
    return links.get(place, [])


def beside(place: str) -> list[Link]:
    """Links editors put beside a part of the site, in the reader's language; only such as lead somewhere.

    Remembered by each process (ADR 0147): pages with a person on them draw no menu, and should not ask the
    database for a link.
    """
    language = translation.get_language() or settings.LANGUAGE_CODE
    return _beside.get(language, lambda: _all_beside(language)).get(place, [])


def forget_beside() -> None:
    """Ask the database at the next question."""
    _beside.forget()


def _all_beside(language: str) -> dict[str, list[Link]]:
    links: dict[str, list[Link]] = {}
    for item in _items(language).exclude(place__in=_FRAME).filter(_leads_somewhere()):
        if url := _url(item, None, language):
            links.setdefault(item.place, []).append(Link(item.label, url, item.tint))
    return links


def _items(language: str) -> QuerySet[NavigationItem]:
    return NavigationItem.objects.filter(locale__language_code=language).select_related("page")


def _leads_somewhere() -> Q:
    return Q(page=None) | Q(page__in=Page.objects.live().public())


def _with_current(links: list[Link], path: str) -> list[Link]:
    """Mark the one link that leads to `path` or closest above it; a front page is above nothing."""
    fronts = {address_in("/", code) for code, _name in settings.LANGUAGES}
    above = [
        link.url
        for link in links
        if link.url == path or (link.url not in fronts and path.startswith(link.url))
    ]
    nearest = max(above, key=len, default=None)
    return [replace(link, current=link.url == nearest) for link in links]


def _url(item: NavigationItem, request: HttpRequest | None, language: str) -> str | None:
    if item.page is None:
        return address_in(item.address, language)
    return item.page.get_url(request) if item.page.live else None


def languages(request: HttpRequest, page: Page | None) -> list[Language]:
    """This very page in each language where it exists, else that language's front page; once a request."""
    found: list[Language] | None = getattr(request, "_languages", None)
    if found is None:
        found = _languages(request, page)
        request._languages = found  # type: ignore[attr-defined]
    return found


def _languages(request: HttpRequest, page: Page | None) -> list[Language]:
    here = translation.get_language() or settings.LANGUAGE_CODE
    own = {p.locale.language_code: p for p in _translations(page)} if page is not None else {}
    found = []
    for code, _name in settings.LANGUAGES:
        if code == here:
            url: str | None = request.path
        elif page is not None:
            url = own[code].get_url(request) if code in own else None
        else:
            url = translate_url(request.path, code)
            url = url if url != request.path else None
        found.append(Language(code, OWN_NAMES.get(code, code), url or address_in("/", code), code == here))
    return found


def _translations(page: Page) -> list[Page]:
    return list(page.get_translations().live().public().select_related("locale"))
