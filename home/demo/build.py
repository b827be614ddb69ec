"""The page tree, the menus and the help page of the demo, in every language of the site."""

from __future__ import annotations

from datetime import time
from types import ModuleType
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from cicc_meetups.models import MeetupIndexPage
from cms.models import NavigationItem, SiteSettings
from help_at_hand.enums import Day
from help_at_hand.models import HelpHours, HelpLine, HelpPart, HelpSettings, HelpText
from home.demo import arabic, english, planting, polish
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
    planting.plant(
        home,
        MeetupIndexPage(slug="meetups", show_in_menus=False, tint="meetups", calm=True),
        _words("meetups"),
        path="meetups",
    )
    _menus()
    _help()
    return home


def _home(site: Site) -> HomePage:
    home = HomePage.objects.filter(locale__language_code="en").first()
    if home is None:
        old = site.root_page
        home = HomePage(slug="heard", locale=Locale.objects.get(language_code="en"), tint="film")
        planting.fill(home, english.PAGES["home"], "home")
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
    planting.translate(home, _words("home"), "home")
    return home


def _page(home: HomePage, path: str) -> None:
    parent = home
    *above, slug = path.split("/")
    for part in above:
        parent = parent.get_children().get(slug=part).specific
    page = ContentPage(slug=slug, show_in_menus=False, **LOOKS[path])
    planting.plant(parent, page, _words(path), path=path)


def _words(path: str) -> dict[str, dict[str, object]]:
    return {language: words.PAGES[path] for language, words in WORDS.items()}


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
