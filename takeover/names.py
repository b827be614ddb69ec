"""When two names are one organisation's."""

from __future__ import annotations

import re
import unicodedata

_SAY_NOTHING = frozenset(
    ("the", "ltd", "limited", "plc", "llp", "cic", "cio", "uk", "co", "company", "and", "of", "inc")
)


def plain(name: str) -> str:
    """Return `name` without case, accents, marks, and words such as 'Ltd' that tell nobody apart."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(each for each in letters if not unicodedata.combining(each)).replace("&", " and ")
    words = re.findall(r"\w+", re.sub(r"['’.]", "", letters))
    kept = [word for word in words if word not in _SAY_NOTHING]
    return " ".join(kept or words)
