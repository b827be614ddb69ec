"""manage.py seed [--stage NAME] [--films N]: demo data, the real way (docs/features/demo.md)."""

from __future__ import annotations

import logging
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from config.demo import many, staff, stages


class Command(BaseCommand):
    help = "Fill the demo with pages, people and every programme's rows, the real way. Can be run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--stage",
            choices=[*stages.STAGES, *stages.LARGE, "many"],
            default="",
            help="one stage, with what it needs (default: all but season and many)",
        )
        parser.add_argument(
            "--films",
            type=int,
            default=100,
            help="for --stage many: how many film rows in all",
        )

    def handle(self, *args: Any, stage: str, films: int, verbosity: int, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "This is not a demo: nothing was changed. Demo data never goes where children are."
            )
        if verbosity < 2:
            logging.getLogger("wagtail").setLevel(logging.WARNING)  # a line a page and revision otherwise
        began = time.monotonic()
        if stage == "many":
            stages.seed("base")
            made = many.seed(films)
            self.say(verbosity, f"{made} film rows were added.")
        else:
            for name in stages.seed(stage):
                self.say(verbosity, f"{name}: there")
            if verbosity:
                self.stdout.write(sign_ins())
        self.say(verbosity, f"{time.monotonic() - began:.0f} s")

    def say(self, verbosity: int, words: str) -> None:
        if verbosity:
            self.stdout.write(words)


def sign_ins() -> str:
    """Return the demo's sign-ins as text; `serve` prints it at each start."""
    lines = [f"  {who.role:<26} {who.email:<28} {who.password}" for who in staff.sign_ins()]
    return "\n".join(["Sign in at /admin/:", *lines])
