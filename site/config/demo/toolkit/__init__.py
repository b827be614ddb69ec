"""The toolkit's pages and sheets, in every language. Sheets are typeset here and never committed."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.documents.models import Document
from wagtail.models import Collection, Site
from wagtail.utils.file import hash_filelike

from cms.models import NavigationItem
from config import assets
from config.demo.toolkit import arabic, english, papers, polish
from home.demo import planting
from home.models import HomePage
from takeover.toolkit import sheets
from takeover.toolkit.enums import Audience, When
from takeover.toolkit.models import ToolkitIndexPage, ToolkitPage
from typesetting import faces

WORDS: dict[str, ModuleType] = {"en": english, "pl": polish, "ar": arabic}
SLUG = "toolkit"
COLLECTION = "Toolkit"
_HOSTS, _GROUPS, _CHILDREN = Audience.HOSTS, Audience.GROUPS, Audience.CHILDREN
# In the order of each door: slug, for whom, when it helps.
ORDER = (
    ("plan-a-takeover", _HOSTS, When.BEFORE),
    ("let-children-decide", _HOSTS, When.BEFORE),
    ("keep-everybody-safe", _HOSTS, When.BEFORE),
    ("plan-of-the-day", _HOSTS, When.ON),
    ("tell-what-changed", _HOSTS, When.AFTER),
    ("who-finds-it-hardest", _GROUPS, When.BEFORE),
    ("find-places", _GROUPS, When.BEFORE),
    ("yeses-and-codes", _GROUPS, When.BEFORE),
    ("what-is-a-takeover", _CHILDREN, When.BEFORE),
    ("my-questions", _CHILDREN, When.BEFORE),
    ("my-plan", _CHILDREN, When.ON),
    ("what-i-decided", _CHILDREN, When.AFTER),
)
_TINTS = {_HOSTS: "takeovers", _GROUPS: "meetups", _CHILDREN: "film"}


@transaction.atomic
def seed() -> None:
    """Put in place what is missing: files, pages, and the links that lead to them."""
    home = HomePage.objects.get(locale__language_code="en")
    files = {sheet: _files(sheet) for sheet in papers.WORDS["en"]}
    toolkit, is_new = planting.plant(
        home,
        ToolkitIndexPage(slug=SLUG, tint="takeovers"),
        {language: words.INDEX for language, words in WORDS.items()},
        path=SLUG,
    )
    pages = {language: words.pages(files) for language, words in WORDS.items()}
    for slug, audience, when in ORDER:
        planting.plant(
            toolkit,
            ToolkitPage(slug=slug, audience=audience, when=when, tint=_TINTS[audience]),
            {language: theirs[slug] for language, theirs in pages.items()},
            path=f"{SLUG}/{slug}",
        )
    if is_new:
        _links(toolkit)


def _files(sheet: str) -> dict[str, int]:
    """Return the key of `sheet` as a document, by language."""
    collection = _collection()
    site_name = Site.objects.get(is_default_site=True).site_name
    found = {}
    for language, said in papers.WORDS.items():
        title = f"{said[sheet].title} ({language})"
        document = Document.objects.filter(title=title, collection=collection).first()
        if document is None:
            content = _typeset(said[sheet], language, site_name)
            file = ContentFile(content, name=f"takeover-{sheet}-{language}.pdf")
            document = Document.objects.create(
                title=title,
                collection=collection,
                file=file,
                file_size=len(content),
                file_hash=hash_filelike(file),
            )
        found[language] = document.pk
    return found


def _typeset(sheet: sheets.Sheet, language: str, site_name: str) -> bytes:
    try:
        return sheets.pdf(sheet, language=language, site_name=site_name)
    except faces.AssetMissing:
        # `seed` may run before the first start, which builds the look.
        assets.build(root=Path(settings.ROOT), data=Path(settings.DATA_DIR))
        return sheets.pdf(sheet, language=language, site_name=site_name)


def _collection() -> Collection:
    found = Collection.objects.filter(name=COLLECTION).first()
    return found or Collection.get_first_root_node().add_child(name=COLLECTION)


def _links(toolkit: ToolkitIndexPage) -> None:
    """Links beside takeovers and on hosts' and groups' own pages, in each language."""
    keys: dict[str, NavigationItem] = {}
    for page in toolkit.get_translations(inclusive=True).select_related("locale"):
        for place, label in WORDS[page.locale.language_code].LINKS.items():
            item = NavigationItem(place=place, locale=page.locale, page=page, label=label)
            item.translation_key = keys.setdefault(place, item).translation_key
            item.save()
