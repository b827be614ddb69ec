"""`manage.py worker`: runs tasks, and the sweep twice a minute."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connections

from config.processes import Child, Processes


class Command(BaseCommand):
    help = (
        "Run tasks until told to stop: films side by side, as many as there are cores, and mail beside them."
    )

    # Checks read every address and template of the site, which a worker does not serve.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        parser.add_argument(
            "--films", type=int, default=cores, metavar="N", help="films at once (default: %(default)s)"
        )
        parser.add_argument(
            "--grace",
            type=float,
            default=20.0,
            metavar="SECONDS",
            help="for a running task to end (default: %(default)s)",
        )

    def handle(self, *args: Any, films: int, grace: float, **options: Any) -> None:
        children = _celery(films) if settings.TASKS_BROKER_URL != "database" else _database(films)
        children.append(_child("sweep", "sweep", "--every", str(settings.SECONDS_BETWEEN_SWEEPS)))
        # A copy of this process must not share a connection with it.
        connections.close_all()
        # Whoever supervises this process has its own name in front of the lines.
        sys.exit(Processes(children, grace=grace, say=lambda line: print(line, flush=True)).run())


def _child(name: str, *command: str) -> Child:
    manage = str(Path(settings.ROOT) / "manage.py")
    return Child(name, [sys.executable, manage, *command], run=lambda: call_command(*command), restart=True)


def _database(films: int) -> list[Child]:
    """One process for mail and other short tasks, so that no film makes them wait; the rest for films."""
    drain = ("db_worker", "--no-reload", "--no-startup-delay", "--skip-checks", "--queue-name")
    return [
        _child("short", *drain, "default"),
        *(_child(f"film{n + 1}", *drain, "video") for n in range(films)),
    ]


def _celery(films: int) -> list[Child]:
    drain = [sys.executable, "-m", "celery", "-A", "config.celery_tasks", "worker", "--without-gossip"]
    return [
        Child("short", [*drain, "-Q", "default", "-c", "2", "-n", "short@%h"], restart=True),
        Child("films", [*drain, "-Q", "video", "-c", str(films), "-n", "films@%h"], restart=True),
    ]
