"""`manage.py data_map`: print the data map, write it to docs/data-map.md, or check that page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from people import data_map


class Command(BaseCommand):
    help = "Print the data map. --write puts it into docs/data-map.md, --check fails when that page is old."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--write", action="store_true")
        parser.add_argument("--check", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        page: Path = settings.ROOT / "docs" / "data-map.md"
        text = data_map.as_markdown()
        if options["check"]:
            if not page.exists() or page.read_text() != text:
                raise CommandError("docs/data-map.md is old. Run: manage.py data_map --write")
        elif options["write"]:
            page.parent.mkdir(exist_ok=True)
            page.write_text(text)
        else:
            self.stdout.write(text)
