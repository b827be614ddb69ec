"""What is looked for: a few words of somebody's, in every way a computer may have written them down."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Callable, Iterable
from urllib.parse import quote

_SPACE = rb"[ \t\r\n+]{1,3}"  # words are wrapped in letters and joined in addresses
_HEX = re.compile(r"\\u([0-9a-f]{4})")
_ENCODINGS: tuple[Callable[[str], bytes], ...] = (
    str.encode,
    lambda text: text.encode("utf-16-le"),
    lambda text: text.encode("utf-16-be"),
    lambda text: json.dumps(text)[1:-1].encode(),
    lambda text: _HEX.sub(lambda sign: "\\u" + sign[1].upper(), json.dumps(text)[1:-1]).encode(),
    lambda text: html.escape(text).encode(),
    lambda text: quote(text, safe="@").encode(),
    lambda text: quote(text, safe="").encode(),
)


class Needles:
    """Identifiers to look for, whatever their capitals, accents' form and encoding; named by number only.

    Raises ValueError for one of fewer than three characters: it would be found in anything.
    """

    def __init__(self, identifiers: Iterable[str]) -> None:
        self.texts = [" ".join(text.split()) for text in identifiers if text.strip()]
        for number, text in enumerate(self.texts, 1):
            if len(text) < 3:
                raise ValueError(f"Identifier {number} is too short to prove anything.")
        self._patterns = [re.compile(b"|".join(_spellings(text)), re.DOTALL) for text in self.texts]
        longest = max((len(spelling) for text in self.texts for spelling in _spellings(text)), default=0)
        # A pattern is longer than anything it matches.
        self.overlap = longest

    def found(self, haystack: bytes) -> set[int]:
        """Return the numbers, from 1, of the identifiers that are in `haystack`."""
        return {number for number, pattern in enumerate(self._patterns, 1) if pattern.search(haystack)}

    def found_in_pieces(self, pieces: Iterable[bytes]) -> set[int]:
        """The same for a stream, in flat memory; what lies across two pieces is found too."""
        seen: set[int] = set()
        tail = b""
        for piece in pieces:
            window = tail + piece
            seen |= self.found(window)
            tail = window[-self.overlap :]
        return seen


def _spellings(text: str) -> list[bytes]:
    forms = {unicodedata.normalize(form, text) for form in ("NFC", "NFD")}
    found = {_pattern(form, encode) for form in forms for encode in _ENCODINGS}
    return sorted(found, key=len)


def _pattern(text: str, encode: Callable[[str], bytes]) -> bytes:
    plain = encode is _ENCODINGS[0]
    return b"".join(_SPACE if plain and sign == " " else _either(sign, encode) for sign in text)


def _either(sign: str, encode: Callable[[str], bytes]) -> bytes:
    """Return a pattern for one character, small or capital."""
    ways = sorted({re.escape(encode(way)) for way in (sign, sign.lower(), sign.upper())})
    return ways[0] if len(ways) == 1 else b"(?:" + b"|".join(ways) + b")"
