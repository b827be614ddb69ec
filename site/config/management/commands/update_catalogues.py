"""`manage.py update_catalogues`: what `makemessages` does for the public side, without GNU gettext."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config import messages

COMPLETE = ("pl", "ar")


class Command(BaseCommand):
    help = "Put new texts into the message catalogues; with --check, fail when one is not translated."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="change nothing, fail on what is missing")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        wanted = messages.extract(Path(settings.ROOT))
        gaps = 0
        for language in COMPLETE:
            catalogue = Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po"
            if not catalogue.exists():
                raise CommandError(f"{catalogue} is missing.")
            if check:
                for text in messages.missing(catalogue, wanted):
                    gaps += 1
                    file, line = wanted[text][0]
                    self.stdout.write(f"{language}: {file}:{line}: {text.text!r}")
            else:
                new = messages.update(catalogue, wanted)
                self.stdout.write(f"{language}: {len(wanted)} texts, {new} new")
        if gaps:
            raise CommandError(f"{gaps} texts are not translated. Run: manage.py update_catalogues")
