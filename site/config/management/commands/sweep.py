"""`manage.py sweep`: everything periodic, once or every so often. Idempotent."""

from __future__ import annotations

import json
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from config.sweeping import sweep_all


class Command(BaseCommand):
    help = "Start stuck work again, end what has expired, delete what is no longer kept."

    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--every", type=float, metavar="SECONDS", help="go on, with this long between two sweeps"
        )

    def handle(self, *args: Any, every: float | None, **options: Any) -> None:
        if every is None:
            found, failed = sweep_all()
            self.stdout.write(json.dumps(found, indent=2))
            if failed:
                raise CommandError(f"Failed: {', '.join(failed)}. See the log.")
            return
        while True:
            found, _ = sweep_all()
            for name, counts in found.items():
                if any(counts.values()):
                    self.stdout.write(f"{name}: {json.dumps({k: v for k, v in counts.items() if v})}")
            connections.close_all()
            time.sleep(every)
