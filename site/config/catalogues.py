"""Compile the message catalogues without GNU gettext, which a machine with only Python lacks."""

from __future__ import annotations

import os
from pathlib import Path

import polib


def compile_all(folder: Path) -> list[Path]:
    """Write `.mo` beside every `.po` under `folder` that is newer; return what was written.

    Each file appears whole, so that processes may do this side by side. Fuzzy entries stay out: a
    guess is shown to nobody. Raises OSError, naming file and line, for a broken catalogue.
    """
    written = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        fresh = compiled.with_name(f".{compiled.name}.{os.getpid()}")
        polib.pofile(str(source), check_for_duplicates=True).save_as_mofile(str(fresh))
        fresh.replace(compiled)
        written.append(compiled)
    return written
