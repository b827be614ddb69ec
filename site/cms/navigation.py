"""Menus, links beside parts of the site, and the same page in another language."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils import translation
from wagtail.models import Page

from cms.models import NavigationItem
from cms.remembered import Remembered


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


# Each language's links, by place.
_links: Remembered[str, dict[str, list[Link]]] = Remembered()


@lru_cache(maxsize=1024)  # to find a view by its address and back took half of an empty page's time
def address_in(address: str, language: str) -> str:
    """An English address of this site, as it is in `language`; unknown addresses come back unchanged."""
    with translation.override(settings.LANGUAGE_CODE):
        return str(translate_url(address, language))


def menu(request: HttpRequest, place: str) -> list[Link]:
    """Links of one place of the frame in the reader's language, with the one the reader is on marked."""
    return _with_current(beside(place), request.path)


def beside(place: str) -> list[Link]:
    """Links editors put into a place, in the reader's language; only such as lead somewhere.

    Remembered by each process (ADR 0147, 0155): to draw the frame of a page asks the database nothing.
    """
    language = translation.get_language() or settings.LANGUAGE_CODE
    return _links.get(language, lambda: _read(language)).get(place, [])


def forget() -> None:
    """Ask the database at the next question."""
    _links.forget()


def _read(language: str) -> dict[str, list[Link]]:
    links: dict[str, list[Link]] = {}
    items = NavigationItem.objects.filter(locale__language_code=language).select_related("page")
    for item in items.filter(_leads_somewhere()):
        url = address_in(item.address, language) if item.page is None else item.page.get_url()
        if url:
            links.setdefault(item.place, []).append(Link(item.label, url, item.tint))
    return links


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
            url = _this_view_in(code, request)
        found.append(Language(code, OWN_NAMES.get(code, code), url or address_in("/", code), code == here))
    return found


def _this_view_in(language: str, request: HttpRequest) -> str | None:
    """Return the address of the request's own view in `language`; None when it has none there.

    `translate_url` would look for the view once more, among all of the site, for each language.
    """
    match = request.resolver_match
    if match is None:
        return None
    with translation.override(language):
        try:
            url = reverse(match.view_name, args=match.args, kwargs=match.kwargs)
        except NoReverseMatch:
            return None
    return url if url != request.path else None


def _translations(page: Page) -> list[Page]:
    return list(page.get_translations().live().public().select_related("locale"))
