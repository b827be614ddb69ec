"""`manage.py serve`: the whole site on one machine, web server and worker together."""

from __future__ import annotations

import signal
import socket
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from config.preparing import prepare
from config.processes import Child, Processes
from consent import withdrawal
from safeguarding import audit
from storage import StorageError


class Command(BaseCommand):
    help = "Prepare the data folder, then serve the site and run its tasks until Ctrl-C."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--seed", action="store_true", help="fill an empty site with the demo")

    def handle(self, *args: Any, host: str, port: int, seed: bool, **options: Any) -> None:
        self._refuse_a_taken_port(host, port)
        try:
            prepare(say=self._say)
            self._replay()
            if seed:
                self._seed_once()
        except KeyboardInterrupt:
            # Every step is done again or gone on with at the next start.
            raise CommandError("Stopped before it was ready. Start again to go on.") from None
        connections.close_all()
        root = Path(settings.ROOT)
        web = [
            sys.executable,
            "-m",
            "gunicorn",
            "-c",
            "python:config.gunicorn",
            "--preload",
            "--bind",
            f"{host}:{port}",
        ]
        worker = [sys.executable, str(root / "manage.py"), "worker", "--grace", "3"]
        children = [
            # On SIGTERM gunicorn would wait for browsers that keep their connections open.
            Child("web", [*web, "config.wsgi:application"], stop=signal.SIGINT),
            Child("worker", worker),
        ]
        self._introduce()
        sys.exit(Processes(children, grace=8.0, say=self._say).run())

    def _say(self, line: str) -> None:
        print(line, flush=True)

    def _refuse_a_taken_port(self, host: str, port: int) -> None:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                raise CommandError(
                    f"{host}:{port} cannot be used: {error.strerror}. Try another: PORT={port + 1} make run"
                ) from error

    def _replay(self) -> None:
        """Take back what a restored database has forgotten, before anything is served (F14)."""
        try:
            found = withdrawal.replay(by=audit.SYSTEM)
        except StorageError as error:
            # No page is shown until somebody has: config/closed.py.
            self._say(f"The ledger of withdrawals does not answer ({error}). The worker asks again.")
            return
        if found.unknown:
            self._say(f"{found.unknown} withdrawals were newer than the database; replayed.")

    def _seed_once(self) -> None:
        stamp = Path(settings.DATA_DIR) / "seeded"
        if stamp.exists():
            return
        self._say("Making the demo: a few cut-paper films, with sound and captions.")
        call_command("seed", verbosity=0)
        stamp.touch()

    def _introduce(self) -> None:
        address = settings.SITE_URL
        self._say("")
        self._say(f"  The site:  {address}/")
        self._say(f"  Make a film:  {address}/films/make/")
        self._say(f"  For staff:  {address}/admin/")
        if settings.DEMO:
            from config.demo.staff import sign_ins

            for person in sign_ins():
                self._say(f"    {person.role:<26} {person.email:<30} {person.password}")
        self._say(f"  Everything is kept in {settings.DATA_DIR}. Stop with Ctrl-C.")
        self._say("")
