"""`python -m tests.checks`: everything that can be said about the code without running it.

All at once, each in a process of its own; prints what failed, in full, and how long each took.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHON = sys.executable
BIN = Path(PYTHON).parent

# Nobody's secrets: enough for production settings to be judged.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.production",
    "SECRET_KEY": "c" * 25 + "0123456789" + "abcdefghijklmnopqrstuvwxyz",
    "SITE_URL": "https://heard.example",
    "ALLOWED_HOSTS": "heard.example",
    "EMAIL_URL": "smtp://mail.example:25",
}


@dataclass(frozen=True)
class Check:
    name: str
    command: list[str]
    environment: dict[str, str] = field(default_factory=dict)


CHECKS = [
    Check("types", [str(BIN / "mypy")]),
    Check("format", [str(BIN / "ruff"), "format", "--check", "--quiet", "."]),
    Check("lint", [str(BIN / "ruff"), "check", "--quiet", "."]),
    Check("import contracts", [str(BIN / "lint-imports"), "--no-cache"]),
    Check(
        "templates",
        [
            str(BIN / "djlint"),
            "--lint",
            "--quiet",
            "site",
            "home",
            "our_childhood",
            "takeover",
            "cicc_meetups",
            "pledge",
            "help_at_hand",
        ],
    ),
    Check("migrations", [PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"]),
    Check("translations", [PYTHON, "manage.py", "update_catalogues", "--check"]),
    Check("deployment", [PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"], PRODUCTION),
]


def main() -> int:
    """Return 1 when any check failed."""
    with tempfile.TemporaryDirectory(prefix="heard-checks-") as data:
        inherited = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "SITE_URL"}} | {
            "DATA_DIR": data
        }
        with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
            results = list(pool.map(lambda check: _run(check, inherited), CHECKS))
    for check, (code, output, _) in zip(CHECKS, results, strict=True):
        if code:
            print(f"\n--- {check.name} ---\n{output.strip()}")
    print()
    for check, (code, _, seconds) in zip(CHECKS, results, strict=True):
        print(f"{'FAILED' if code else 'ok':>6}  {check.name} ({seconds:.0f} s)")
    return 1 if any(code for code, _, _ in results) else 0


def _run(check: Check, inherited: dict[str, str]) -> tuple[int, str, float]:
    began = time.monotonic()
    done = subprocess.run(
        check.command,
        cwd=ROOT,
        env={**inherited, **check.environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout, time.monotonic() - began


if __name__ == "__main__":
    sys.exit(main())
