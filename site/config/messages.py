"""Find what is to be translated, without GNU gettext, and hold the catalogues against it."""

from __future__ import annotations

import ast
import io
import tokenize
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import polib
from django.utils.translation.template import templatize

# function: (place of the context, of the text, of the plural)
_FUNCTIONS: dict[str, tuple[int | None, int, int | None]] = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
# Folders and files with what a child or a grown-up reads.
# The staff side is Wagtail's, which brings its own languages.
PUBLIC = (
    "site/templates",
    "site/consent",
    "site/papers",
    "site/people",
    "site/uploads",
    "site/video",
    "site/places/rules.py",
    "site/places/errors.py",
    "site/geography",
    "site/certificates",
    "site/calendars",
    "site/moderation/checked.py",
    "site/moderation/looking_again.py",
    "site/moderation/promises.py",
    "site/moderation/report_reasons.py",
    "site/moderation/tell_us.py",
    "site/moderation/telling.py",
    "site/moderation/told_words.py",
    "site/moderation/views.py",
    "home",
    "our_childhood",
    "takeover",
    "cicc_meetups",
    "pledge",
    "help_at_hand",
)
_STAFF_FILES = {
    "wagtail_hooks.py",
    "staff_pages.py",
    "viewsets.py",
    "prompt_viewset.py",
    "models.py",
    "apps.py",
    "demo",
    "desk",
    "management",
}


@dataclass(frozen=True, order=True)
class Text:
    """One thing to translate."""

    text: str
    plural: str = ""
    context: str = ""


def extract(root: Path) -> dict[Text, list[tuple[str, str]]]:
    """Return every text a public reader may see, with the (file, line) places that say it."""
    found: dict[Text, list[tuple[str, str]]] = {}
    for path in _sources(root):
        source = path.read_text(encoding="utf-8")
        texts = _in_python(source) if path.suffix == ".py" else _in_template(source, path)
        for line, text in texts:
            found.setdefault(text, []).append((str(path.relative_to(root)), str(line)))
    return found


def missing(catalogue: Path, wanted: dict[Text, list[tuple[str, str]]]) -> list[Text]:
    """Return the texts that `catalogue` does not translate, a guess (fuzzy) counting as none."""
    done = {
        Text(entry.msgid, entry.msgid_plural, entry.msgctxt or "")
        for entry in polib.pofile(str(catalogue)).translated_entries()
    }
    return sorted(set(wanted) - done)


def update(catalogue: Path, wanted: dict[Text, list[tuple[str, str]]]) -> int:
    """Add new texts to `catalogue`, take away those nobody says any more; return how many are new."""
    book = polib.pofile(str(catalogue), wrapwidth=78)
    known = {Text(entry.msgid, entry.msgid_plural, entry.msgctxt or ""): entry for entry in book}
    new = 0
    for text, places in sorted(wanted.items()):
        entry = known.pop(text, None)
        if entry is None:
            entry = polib.POEntry(
                msgid=text.text, msgctxt=text.context or None, msgid_plural=text.plural, msgstr=""
            )
            if text.plural:
                entry.msgstr_plural = dict.fromkeys(range(_plural_forms(book)), "")
            book.append(entry)
            new += 1
        entry.obsolete = False
        # Files without lines: a catalogue that changes with every edit above a text helps nobody.
        entry.occurrences = sorted({(file, "") for file, _ in places})
    for entry in known.values():
        book.remove(entry)
    book.sort()
    book.save()
    return new


def _plural_forms(book: polib.POFile) -> int:
    return int(book.metadata.get("Plural-Forms", "nplurals=2;").split("nplurals=")[1].split(";")[0])


def _sources(root: Path) -> Iterator[Path]:
    for folder in PUBLIC:
        whole = root / folder
        for path in sorted(whole.rglob("*")) if whole.is_dir() else [whole]:
            if path.suffix not in {".py", ".html", ".txt"} or "migrations" in path.parts:
                continue
            if not _STAFF_FILES.intersection(path.parts) and "admin" not in path.parts:
                yield path


def _in_python(source: str) -> Iterator[tuple[int, Text]]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            values = [a.value if isinstance(a, ast.Constant) else None for a in node.args]
            if text := _text(name, values):
                yield node.lineno, text


def _in_template(source: str, path: Path) -> Iterator[tuple[int, Text]]:
    """Django blanks out what is not a message; what remains reads as Python calls."""
    # Without its indentation, which means nothing in a template and everything in Python.
    code = "\n".join(line.lstrip() for line in templatize(source, origin=str(path)).split("\n"))
    tokens = list(tokenize.generate_tokens(io.StringIO(code).readline))
    for place, token in enumerate(tokens):
        if token.type != tokenize.NAME or token.string not in _FUNCTIONS or tokens[place + 1].string != "(":
            continue
        values: list[object] = []
        for following in tokens[place + 2 :]:
            if following.type == tokenize.STRING:
                values.append(ast.literal_eval(following.string))
            elif following.string == ")":
                break
        if text := _text(token.string, values):
            yield token.start[0], text


def _text(function: str, values: Sequence[object]) -> Text | None:
    if function not in _FUNCTIONS:
        return None

    def at(place: int | None) -> str:
        value = values[place] if place is not None and place < len(values) else ""
        return value if isinstance(value, str) else ""

    context, text, plural = _FUNCTIONS[function]
    return Text(at(text), at(plural), at(context)) if at(text) else None
