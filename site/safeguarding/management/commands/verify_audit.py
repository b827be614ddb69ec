"""`manage.py verify_audit`: walk the audit chain and name the first broken link."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from safeguarding import audit, witness
from safeguarding.models import AuditEntry


class Command(BaseCommand):
    help = "Check that the audit trail is whole, and ends where it was seen to end. Exit 0 whole, 1 broken."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="one JSON line instead of a sentence")
        parser.add_argument(
            "--expect",
            metavar="HASH",
            help="a head noted earlier; it must still be in the chain, else its end was cut off",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        found = audit.verify()
        heads = witness.heads()
        differs = witness.compare(heads) if found.whole else None
        expected = options["expect"]
        cut = bool(expected) and not AuditEntry.objects.filter(hash=expected).exists()
        if options["json"]:
            facts = {
                **found.__dict__,
                "heads_compared": len(heads),
                "differs_between": [differs.after, differs.upto] if differs else None,
                "differs_why": differs.why if differs else "",
            }
            self.stdout.write(json.dumps(facts))
        if not found.whole:
            raise CommandError(f"Broken at entry {found.broken_at}: {found.why}.")
        if differs is not None:
            raise CommandError(
                f"Broken between entries {differs.after} and {differs.upto}: {differs.why} "
                "(private storage remembers another chain)."
            )
        if cut:
            raise CommandError(f"Cut short: the head {expected} is no longer in the chain.")
        if not options["json"]:
            noted = (
                f"the last of {len(heads)} noted heads is entry {heads[-1].number}"
                if heads
                else "no head noted yet"
            )
            self.stdout.write(f"Whole: {found.entries} entries, head {found.head}; {noted}")
