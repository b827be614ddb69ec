"""A copy of the help page's facts on this machine's disk, for when the database is away (F6).

Each web server keeps its own: the view renews it whenever it has read something newer, and so do an editor's
act on the machine that saw it and the sweep on every worker's.
"""

from __future__ import annotations

import json
import os
import tempfile
from dataclasses import asdict
from pathlib import Path

from django.conf import settings

from help_at_hand.facts import Help, from_plain


def path(language: str) -> Path:
    """Where the copy of `language` lies. Raises ValueError for a language the site has not."""
    if language not in dict(settings.LANGUAGES):
        raise ValueError(f"{language!r} is not a language of this site")
    return Path(settings.DATA_DIR) / "help" / f"{language}.json"


def keep(language: str, facts: Help) -> bool:
    """Renew the copy when `facts` differ from it; False when they do not.

    Replaced whole: a reader meets the old or the new one, never half of one. Raises OSError.
    """
    if read(language) == facts:
        return False
    target = path(language)
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent, suffix=".part")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(asdict(facts), file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(target)
    return True


def read(language: str) -> Help | None:
    """The copy of `language`, or None when there is none that can be read."""
    try:
        return from_plain(json.loads(path(language).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
