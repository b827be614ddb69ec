"""python -m tests.bench [NAME …] [--json FILE] [--strict]: run benchmarks, print a table and JSON lines.

A benchmark is a module of this package with `run() -> Iterable[Row]`. Each runs in a process of its
own, so that none finds another's caches, settings or children.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import pkgutil
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import tests.bench

ONE = "--one"


def names() -> list[str]:
    """Return the modules of this package that have `run()`, in alphabetical order."""
    found = []
    for module in pkgutil.iter_modules(tests.bench.__path__):
        path = Path(tests.bench.__path__[0], f"{module.name}.py")
        if module.name != "__main__" and path.exists() and "\ndef run(" in path.read_text():
            found.append(module.name)
    return sorted(found)


def main() -> int:
    """Run what was asked for; 1 when a benchmark broke, or (--strict) missed an aim."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of: {', '.join(names())}")
    parser.add_argument("--json", type=Path, help="also write the JSON lines to this file")
    parser.add_argument("--strict", action="store_true", help="fail when an aim is missed")
    parser.add_argument(ONE, metavar="NAME", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        return _one(options.one)
    rows, broken = [], []
    for name in options.names or names():
        began = time.monotonic()
        print(f"{name} …", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            answer = subprocess.run(
                [sys.executable, "-m", "tests.bench", ONE, name],
                env={**os.environ, "BENCH_ANSWER": f"{folder}/answer.jsonl"},
                check=False,
            )
            written = Path(folder, "answer.jsonl")
            if answer.returncode or not written.exists():
                broken.append(name)
            else:
                rows += (new := [json.loads(line) for line in written.read_text().splitlines()])
                print(_table(new), end="\n\n", file=sys.stderr, flush=True)  # the rest may never end
        print(f"{name}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    print(_table(rows), end="\n\n")
    print(lines)
    if options.json:
        options.json.write_text(f"{lines}\n")
    if broken:
        print(f"\nDid not finish: {', '.join(broken)}", file=sys.stderr)
    missed = [row for row in rows if row["met"] is False]
    return 1 if broken or (options.strict and missed) else 0


def _one(name: str) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    module = importlib.import_module(f"tests.bench.{name}")
    try:
        rows = [row.as_json(name) for row in module.run()]
        Path(os.environ["BENCH_ANSWER"]).write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    finally:
        from django.conf import settings

        if settings.configured and settings.SETTINGS_MODULE == "config.settings.test":
            shutil.rmtree(settings.DATA_DIR, ignore_errors=True)  # that process's own, see the settings
    return 0


def _table(rows: list[dict[str, Any]]) -> str:
    cells = [["bench", "what", "value", "unit", "aim", "", "note"]]
    for row in rows:
        sign = "≥" if row["higher_is_better"] else "≤"
        cells.append(
            [
                row["bench"],
                row["name"],
                f"{row['value']:,.3g}" if abs(row["value"]) < 100 else f"{row['value']:,.0f}",
                row["unit"],
                f"{sign} {row['aim']:g}" if row["aim"] is not None else "",
                {True: "met", False: "MISSED", None: ""}[row["met"]],
                row["note"],
            ]
        )
    widths = [max(len(line[column]) for line in cells) for column in range(7)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    )


if __name__ == "__main__":
    sys.exit(main())
