"""How hard a page is to read: the Automated Readability Index, and the length of its sentences.

ARI = 4.71 × letters per word + 0.5 × words per sentence − 21.43, rounded up. An index of 4 is read
by a child of 8 to 9, 5 by one of 9 to 10 (E. A. Smith and R. J. Senter, 1967).
"""

from __future__ import annotations

import math
import re
from html.parser import HTMLParser

READ_AT_NINE = 4
# What ends a line, so that a heading is a sentence of its own.
_BLOCKS = {
    "p",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "dt",
    "dd",
    "label",
    "legend",
    "button",
    "div",
    "fieldset",
    "form",
    "nav",
    "option",
    "td",
    "th",
    "summary",
    "figcaption",
    "caption",
    "section",
    "ol",
    "ul",
    "dl",
    "br",
    "strong",
    "title",
}
_SILENT = {"script", "style", "template", "svg"}


class _Main(HTMLParser):
    """Collects the text of <main>, one line a block, so that a heading is a sentence of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = [""]
        self._inside = 0
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "main":
            self._inside += 1
        if tag in _SILENT:
            self._silent += 1
        if tag in _BLOCKS:
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self._inside -= 1
        if tag in _SILENT:
            self._silent -= 1
        if tag in _BLOCKS:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if self._inside and not self._silent:
            self.lines[-1] += data


def sentences(html: str) -> list[str]:
    """Return the sentences a reader meets in the page's <main>."""
    parser = _Main()
    parser.feed(html)
    found = []
    for line in parser.lines:
        found += re.split(r"(?<=[.?!:])\s+", " ".join(line.split()))
    return [part for part in found if re.search(r"[^\W\d_]", part)]


def words(text: str) -> list[str]:
    """Return the words of `text`; a number is one."""
    return re.findall(r"[^\W_]+(?:['’@.&‑-][^\W_]+)*", text)


def index(found: list[str]) -> int:
    """Return the Automated Readability Index of these sentences, rounded up as its authors do."""
    each = [word for sentence in found for word in words(sentence)]
    letters = sum(len(re.findall(r"[^\W_]", word)) for word in each)
    return math.ceil(4.71 * letters / len(each) + 0.5 * len(each) / len(found) - 21.43)
