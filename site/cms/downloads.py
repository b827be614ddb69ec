"""A file to take away, in as many languages as it was written in (ADR 0148)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.models import Collection, CollectionViewRestriction

from cms.navigation import OWN_NAMES

# What settings.WAGTAILDOCS_EXTENSIONS lets editors upload, as it is called.
_KINDS = {"pdf": "PDF", "odt": "OpenDocument", "docx": "Word", "rtf": "RTF", "txt": "TXT"}


@dataclass(frozen=True)
class Offered:
    """One file of a download. `name` is its language in that language, `size` in bytes."""

    url: str
    language: str
    name: str
    kind: str
    size: int | None


def languages() -> list[tuple[str, str]]:
    """Languages a file may be in."""
    return [(code, OWN_NAMES.get(code, code)) for code, _name in settings.LANGUAGES]


def closed_collections() -> frozenset[int]:
    """Return keys of the collections that not everybody may open, with all that lie below them."""
    paths = list(CollectionViewRestriction.objects.values_list("collection__path", flat=True))
    if not paths:
        return frozenset()
    below = reduce(or_, (Q(path__startswith=path) for path in paths))
    return frozenset(Collection.objects.filter(below).values_list("pk", flat=True))


class FileBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("File"))
    language = blocks.ChoiceBlock(choices=languages, label=_("Language of the file"))

    class Meta:
        icon = "doc-full"
        label = _("File")


class DownloadBlock(blocks.StructBlock):
    """One thing to take away; its kind and size are read from the file, so that they are true."""

    title = blocks.CharBlock(max_length=80, label=_("Title"))
    words = blocks.CharBlock(
        required=False, max_length=200, label=_("What it is for"), help_text=_("One sentence.")
    )
    files = blocks.ListBlock(
        FileBlock(),
        min_num=1,
        max_num=9,
        label=_("Files"),
        help_text=_("The same thing in each language. A reader sees their own language first."),
    )

    class Meta:
        icon = "download"
        label = _("Download")
        template = "cms/blocks/download.html"

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Refuse a language twice, and a file that not everybody may open."""
        cleaned = super().clean(value)
        found = [file["language"] for file in cleaned["files"]]
        if len(set(found)) < len(found):
            raise _wrong(_("There are two files in one language."))
        closed = closed_collections()
        if any(file["document"].collection_id in closed for file in cleaned["files"]):
            raise _wrong(_("One file lies in a private collection: readers could not open it."))
        return cleaned

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Adds `files`: those everybody may open, the reader's language first."""
        context = super().get_context(value, parent_context=parent_context)
        context["files"] = _offered(value, (parent_context or {}).get("request"))
        return context


def _offered(value: blocks.StructValue, request: Any) -> list[Offered]:
    closed = _closed_for(request)
    here = get_language()
    files = [
        file
        for file in value["files"]
        if file["document"] is not None and file["document"].collection_id not in closed
    ]
    return [_as_offered(file) for file in sorted(files, key=lambda file: file["language"] != here)]


def _as_offered(file: blocks.StructValue) -> Offered:
    document, language = file["document"], file["language"]
    kind = document.file_extension.lower()
    return Offered(
        url=document.url,
        language=language,
        name=OWN_NAMES.get(language, language),
        kind=_KINDS.get(kind, kind.upper()),
        size=document.get_file_size(),
    )


def _closed_for(request: Any) -> frozenset[int]:
    """Asked once a page, however many downloads stand on it."""
    if request is None:
        return closed_collections()
    if not hasattr(request, "_closed_collections"):
        request._closed_collections = closed_collections()
    closed: frozenset[int] = request._closed_collections
    return closed


def _wrong(words: Any) -> Exception:
    of_files = blocks.ListBlockValidationError(non_block_errors=[ValidationError(words)])
    return blocks.StructBlockValidationError(block_errors={"files": of_files})
