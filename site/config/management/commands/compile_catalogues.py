"""`manage.py compile_catalogues`: what `compilemessages` does, without GNU gettext."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from config.catalogues import compile_all


class Command(BaseCommand):
    help = "Compile the message catalogues that have changed."

    def handle(self, *args: Any, **options: Any) -> None:
        for folder in settings.LOCALE_PATHS:
            for path in compile_all(Path(folder)):
                self.stdout.write(f"Compiled {path}")
