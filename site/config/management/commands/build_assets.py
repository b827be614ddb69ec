"""`manage.py build_assets`: styles, scripts, fonts and pictures into DATA_DIR/assets."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config import assets


class Command(BaseCommand):
    help = "Build what the browser gets into DATA_DIR/assets. Does nothing when nothing changed."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--force", action="store_true", help="build even when nothing changed")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            built = assets.build(
                # Tests write to a new DATA_DIR each time, and keep what they built beside it.
                root=settings.ROOT,
                data=Path(settings.STATICFILES_DIRS[0]).parent,
                force=options["force"],
                say=self.stdout.write,
            )
        except assets.AssetsNotBuilt as error:
            raise CommandError(str(error)) from error
        if not built and options["verbosity"] > 1:
            self.stdout.write("Assets are up to date")
