"""Words of harm: lists that staff edit, and finding them in what somebody wrote (S21).

A hit never blocks anybody. It shows where help is, and a person looks. So the reading is generous:
capitals, accents, apostrophes, stretched letters, dots between letters and digits for letters make
no difference, in the lists as in the text. One pass over the text, whatever is in it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from django.core.cache import cache

from safeguarding.enums import Level
from safeguarding.models import HarmList

FRESH_SECONDS = 5  # until an edited list is in force in every process
# Characters looked at: more than any form takes (4,000), and read in hundredths of a second.
LONGEST_TEXT = 5000
_CACHED = "safeguarding:harm"
_WORD = re.compile(r"[\w'’@$\u0300-\u036f\u064b-\u065f\u0670]+")
# k.i.l.l, d-i-e: at least three single letters with one sign between each.
_SPELT = re.compile(r"(?<![^\W_])[^\W_](?:[.\-_*·][^\W_]){2,40}(?![^\W_])")
_STRETCHED = re.compile(r"(.)\1+")
_FOR_LETTERS = str.maketrans("013457@$", "oieastas")
_ONE_LETTER = str.maketrans({"إ": "ا", "أ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ł": "l", "ـ": None})


@dataclass(frozen=True, slots=True)
class Match:
    """A piece of the text as it was written, how urgent the list says it is, and the list's language."""

    words: str
    level: Level
    language: str


@dataclass(slots=True)
class _Node:
    """Where a phrase has got to. `whole` words and `stems` lead on; `level` is set where one ends."""

    whole: dict[str, _Node] = field(default_factory=dict)
    stems: dict[str, _Node] = field(default_factory=dict)
    level: Level | None = None
    longest_stem: int = 0

    def after(self, word: str) -> Iterator[_Node]:
        if word in self.whole:
            yield self.whole[word]
        for length in range(1, min(len(word), self.longest_stem) + 1):
            if word[:length] in self.stems:
                yield self.stems[word[:length]]


def found_in(*texts: str, language: str | None = None) -> list[Match]:
    """Return the words of harm in `texts`, most urgent first, each piece once.

    `language` narrows to that list and the English one; without it every list is asked, since
    nobody knows in which language a child writes when it matters.
    """
    found: dict[tuple[str, str], Match] = {}
    for name, red, amber in _lists():
        if language is not None and name not in (language, "en"):
            continue
        phrases = _compiled(red, amber)
        for text in texts:
            for words, level in _walk(phrases, looked_at(text)):
                found.setdefault((words.casefold(), level), Match(words, level, name))
    order = list(Level)
    return sorted(found.values(), key=lambda match: order.index(match.level))


def looked_at(text: str) -> str:
    """Return what is read of `text`: all of it, or its beginning and its end, LONGEST_TEXT letters at most.

    What a child means is as often said last. Nobody may keep a process busy with one long text (S38).
    """
    half = LONGEST_TEXT // 2 - 2
    return text if len(text) <= LONGEST_TEXT else f"{text[:half]}\n…\n{text[-half:]}"


def forget() -> None:
    """Read the lists anew at the next question; other processes do within FRESH_SECONDS."""
    cache.delete(_CACHED)


def phrases_of(lines: str) -> list[list[str]]:
    """Return the phrases in `lines`, one a line, as plain words; '*' ends a stem, '#' begins a remark."""
    found = []
    for line in lines.splitlines():
        written = line.partition("#")[0]
        words = [plain(piece.rstrip("*")) + ("*" if piece.endswith("*") else "") for piece in written.split()]
        if words and all(word.rstrip("*") for word in words):
            found.append(words)
    return found


def plain(word: str) -> str:
    """Return `word` as lists and texts are compared."""
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", word.casefold())
        if unicodedata.category(letter) not in ("Mn", "Cf") and letter not in "'’"
    ).translate(_ONE_LETTER)
    if any(letter.isalpha() for letter in bare):
        bare = bare.translate(_FOR_LETTERS)
    return _STRETCHED.sub(r"\1", bare)


def _lists() -> tuple[tuple[str, str, str], ...]:
    def read() -> tuple[tuple[str, str, str], ...]:
        return tuple(HarmList.objects.order_by("language").values_list("language", "red", "amber"))

    return cache.get_or_set(_CACHED, read, timeout=FRESH_SECONDS) or ()


@lru_cache(maxsize=32)
def _compiled(red: str, amber: str) -> _Node:
    top = _Node()
    for level, lines in ((Level.AMBER, amber), (Level.RED, red)):
        for words in phrases_of(lines):
            node = top
            for word in words:
                stem = word.removesuffix("*")
                branches = node.stems if word.endswith("*") else node.whole
                node.longest_stem = max(node.longest_stem, len(stem) if word.endswith("*") else 0)
                node = branches.setdefault(stem, _Node())
            node.level = level  # red is written last, and wins
    return top


def _walk(phrases: _Node, text: str) -> Iterable[tuple[str, Level]]:
    """Yield each phrase in `text`, as it is written there, with its level."""
    text = unicodedata.normalize("NFC", text)
    text = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    joined = _SPELT.sub(lambda spelt: re.sub(r"[.\-_*·]", "", spelt[0]), text)
    under_way: list[tuple[int, _Node]] = []
    for match in _WORD.finditer(joined):
        word = plain(match[0])
        if not word:
            continue
        here = [*under_way, (match.start(), phrases)]
        under_way = [(start, following) for start, node in here for following in node.after(word)]
        for start, node in under_way:
            if node.level is not None:
                yield joined[start : match.end()], node.level
