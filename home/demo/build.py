"""The page tree, the menus and the help page of the demo, in every language of the site."""

from __future__ import annotations

import json
from datetime import time
from types import ModuleType
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from cms.models import BasePage, NavigationItem, SiteSettings
from help_at_hand.enums import Day
from help_at_hand.models import HelpHours, HelpLine, HelpPart, HelpSettings, HelpText
from home.demo import arabic, english, polish
from home.models import ContentPage, HomePage

WORDS: dict[str, ModuleType] = {"en": english, "pl": polish, "ar": arabic}
# When the demo's help team answers; closed on days that are not here.
HOURS = (
    *((day, time(8), time(22)) for day in (Day.MONDAY, Day.TUESDAY, Day.WEDNESDAY, Day.THURSDAY, Day.FRIDAY)),
    (Day.SATURDAY, time(9), time(18)),
    (Day.SUNDAY, time(9), time(18)),
    (Day.BANK_HOLIDAY, time(10), time(16)),
)
ORDER = ("about", "privacy", "privacy/children", "accessibility", "easy-read")
LOOKS: dict[str, dict[str, object]] = {
    "about": {"tint": "film"},
    "privacy": {"tint": "pledge", "calm": True},
    "privacy/children": {"tint": "pledge", "calm": True},
    "accessibility": {"tint": "meetups", "calm": True},
    "easy-read": {"tint": "help", "calm": True, "easy_read": True},
}


@transaction.atomic
def build(site: Site | None = None) -> HomePage:
    """Build the tree under `site` (the default one) and return the English home page.

    Idempotent: a page, a menu or a help page that is there stays as editors left it.
    """
    site = site or Site.objects.get(is_default_site=True)
    home = _home(site)
    for path in ORDER:
        _page(home, path)
    _menus()
    _help()
    return home


def _home(site: Site) -> HomePage:
    home = HomePage.objects.filter(locale__language_code="en").first()
    if home is None:
        old = site.root_page
        home = HomePage(slug="heard", locale=Locale.objects.get(language_code="en"), tint="film")
        _fill(home, english.PAGES["home"], "home")
        Page.get_first_root_node().add_child(instance=home)
        home.save_revision().publish()
        address = urlsplit(settings.SITE_URL)
        site.root_page = home
        site.site_name = "Heard"
        site.hostname = address.hostname or site.hostname
        site.port = address.port or (443 if address.scheme == "https" else 80)
        site.save()
        if old is not None and type(old.specific) is Page:
            old.delete()
        SiteSettings.for_site(site).save()
    _translate(home, "home")
    return home


def _page(home: HomePage, path: str) -> None:
    parent = home
    *above, slug = path.split("/")
    for part in above:
        parent = parent.get_children().get(slug=part).specific
    page = parent.get_children().filter(slug=slug).first()
    if page is None:
        page = ContentPage(slug=slug, locale=home.locale, show_in_menus=False, **LOOKS[path])
        _fill(page, english.PAGES[path], path)
        parent.add_child(instance=page)
        page.save_revision().publish()
    _translate(page.specific, path)


def _translate(page: BasePage, path: str) -> None:
    """Give `page` its translations; an alias that wagtail-localize made in the meantime becomes one."""
    for language, words in WORDS.items():
        if language == page.locale.language_code:
            continue
        locale = Locale.objects.get(language_code=language)
        translation = page.get_translation_or_none(locale)
        if translation is None:
            translation = page.copy_for_translation(locale, copy_parents=True)
        elif translation.alias_of_id is None:
            continue
        translation.alias_of = None
        _fill(translation, words.PAGES[path], path)
        translation.save()
        translation.save_revision().publish()


def _fill(page: BasePage, words: dict[str, object], path: str) -> None:
    for name, value in words.items():
        setattr(page, name, json.dumps(_numbered(value, path)) if name == "body" else value)


def _numbered(value: object, path: str) -> object:
    """`value` with an id on each block, the same in every language, so that translations line up."""
    if isinstance(value, list):
        return [_numbered(item, f"{path}/{at}") for at, item in enumerate(value)]
    if isinstance(value, dict):
        numbered = {key: _numbered(item, f"{path}/{key}") for key, item in value.items()}
        return {**numbered, "id": str(uuid5(NAMESPACE_URL, path))} if "type" in value else numbered
    return value


def _menus() -> None:
    if NavigationItem.objects.exists():
        return
    keys: dict[tuple[str, str], NavigationItem] = {}
    for language, words in WORDS.items():
        locale = Locale.objects.get(language_code=language)
        for place, links in words.MENUS.items():
            for position, (address, tint, label) in enumerate(links):
                item = NavigationItem(
                    locale=locale, place=place, sort_order=position, address=address, tint=tint, label=label
                )
                first = keys.setdefault((place, address), item)
                item.translation_key = first.translation_key
                item.save()


def _help() -> None:
    key = None
    for language, words in WORDS.items():
        locale = Locale.objects.get(language_code=language)
        if HelpText.objects.filter(locale=locale).exists():
            continue
        text = HelpText(locale=locale, **words.HELP)
        if key is not None:
            text.translation_key = key
        text.lines = [HelpLine(locale=locale, sort_order=at, **line) for at, line in enumerate(words.LINES)]
        text.parts = [HelpPart(locale=locale, sort_order=at, **part) for at, part in enumerate(words.PARTS)]
        text.save()
        key = text.translation_key
    people = HelpSettings.load()
    if not people.hours.exists():
        people.hours.set([HelpHours(day=day, opens=opens, closes=closes) for day, opens, closes in HOURS])
        people.save()
