"""`manage.py replay_withdrawals`: after a restore, take back again whatever was taken back (F14, C)."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from consent import tombstones, withdrawal


class Command(BaseCommand):
    help = (
        "Withdraw again what the ledger outside the database says was withdrawn, delete files that a "
        "restored storage brought back, and check the ledger. Safe at any time."
    )
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--only-new",
            action="store_true",
            help="only what the database does not know; quick, and enough when storage was not restored",
        )

    def handle(self, *args: Any, only_new: bool, **options: Any) -> None:
        done = withdrawal.replay(by="system", everything=not only_new)
        self.stdout.write(
            f"{done.seen} withdrawals read, {done.unknown} of them new to this database; "
            f"{done.withdrawn} were alive and have been taken back again."
        )
        broken = [] if only_new else tombstones.verify(tombstones.everything())
        for name, why in broken:
            self.stderr.write(f"{name}: {why}")
        if done.unreadable or broken:
            raise CommandError("The ledger is not whole; see docs/operate.md.")
