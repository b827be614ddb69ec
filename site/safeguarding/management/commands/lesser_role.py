"""`manage.py lesser_role NAME | psql …`: what gives a Postgres role just enough to run the site."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from safeguarding.roles import statements


class Command(BaseCommand):
    help = "Print the SQL that the owner of the tables runs for the role the site runs as."

    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("role")

    def handle(self, *args: Any, role: str, **options: Any) -> None:
        for statement in statements(role):
            self.stdout.write(f"{statement};")
