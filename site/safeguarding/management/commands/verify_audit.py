"""`manage.py verify_audit`: walk the audit chain and name the first broken link."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from safeguarding import audit
from safeguarding.models import AuditEntry


class Command(BaseCommand):
    help = "Check that the audit trail is whole. Exit 0 whole, 1 broken."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON line instead of a sentence")
        parser.add_argument(
            "--expect",
            metavar="HASH",
            help="a head noted earlier; it must still be in the chain, else its end was cut off",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found = audit.verify()
        expected = options["expect"]
        if options["json"]:
            self.stdout.write(json.dumps(found.__dict__))
        if not found.whole:
            raise CommandError(f"Broken at entry {found.broken_at}: {found.why}.")
        if expected and not AuditEntry.objects.filter(hash=expected).exists():
            raise CommandError(f"Cut short: the head {expected} is no longer in the chain.")
        if not options["json"]:
            self.stdout.write(f"Whole: {found.entries} entries, head {found.head}")
