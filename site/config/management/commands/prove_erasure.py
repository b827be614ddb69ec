"""`manage.py prove_erasure`: look for somebody everywhere, and say where they are (S8)."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from config.proof.needles import Needles
from config.proof.places import Found, search
from consent import withdrawal

STAYS = (
    "The audit trail and the ledger of withdrawals hold numbers, codes and moments, and are never shortened.",
    "Bare yes and no facts of consent hold no name (GDPR 7(1)).",
    "Backups end when they are overwritten; the unused pages of a database file with VACUUM.",
)


class Command(BaseCommand):
    help = (
        "Look for words of somebody's (a name, an address, something they wrote) in the whole database, both "
        "storages, the mail folder and the cache. Ends with 1 when anything was found. What was looked for "
        "is never printed."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--identifier", action="append", default=[], metavar="TEXT", dest="identifiers")
        parser.add_argument(
            "--stdin", action="store_true", help="one on each line, so that none is in the shell's history"
        )

    def handle(self, *args: Any, identifiers: list[str], stdin: bool, **options: Any) -> None:
        try:
            needles = Needles([*identifiers, *(sys.stdin if stdin else ())])
        except ValueError as error:
            raise CommandError(str(error)) from error
        if not needles.texts:
            raise CommandError("Nothing to look for. Use --identifier TEXT, or --stdin.")
        found = search(needles)
        self._tell(found)
        if found.hits:
            sys.exit(1)

    def _tell(self, found: Found) -> None:
        for what, count in sorted(found.searched.items()):
            self.stdout.write(f"searched {count:>8,} {what}")
        for what in found.not_searched:
            self.stdout.write(f"not searched: {what}")
        for (place, number), count in sorted(found.hits.items()):
            examples = ", ".join(found.examples.get((place, number), ()))
            self.stdout.write(f"FOUND identifier {number} in {place}: {count} ({examples})")
        self.stdout.write(
            f"Found in {len({place for place, _ in found.hits})} places." if found.hits else "Found nowhere."
        )
        self.stdout.write("\nWhat stays, and why:")
        for line in (
            *STAYS,
            *(
                f"{subject} was taken back, and its files and words are frozen (S17)."
                for subject in withdrawal.frozen()
            ),
        ):
            self.stdout.write(f"  {line}")
