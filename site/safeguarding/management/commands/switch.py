"""`manage.py switch [off|on] --by NAME`: stop every film, or start them again, at the machine (S16)."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from safeguarding import audit, switch

OPERATOR = "operator"


class Command(BaseCommand):
    help = (
        "Say whether films are on; with 'off', stop uploads and hide every film within a minute, with 'on', "
        "bring all of it back. Asks for the word to be typed once more, unless --yes."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("turn", nargs="?", choices=["off", "on"])
        parser.add_argument("--by", default="", help="who you are: the e-mail you sign in with, or your name")
        parser.add_argument("--yes", action="store_true", help="do not ask for the word to be typed again")

    def handle(self, *args: Any, turn: str | None, by: str, yes: bool, **options: Any) -> None:
        if turn is None:
            self._tell()
            return
        by = by.strip()[:60]
        if not by:
            raise CommandError("Say who you are: --by NAME.")
        if not yes and input(f"Type '{turn}' once more to turn films {turn} for everybody: ").strip() != turn:
            raise CommandError("Nothing was done.")
        user = get_user_model()._default_manager.filter(email__iexact=by, is_active=True).first()
        try:
            switch.turn(
                on=turn == "on",
                by=audit.actor(user) if user is not None else OPERATOR,
                user=user,
                operator="" if user is not None else by,
            )
        except switch.AlreadyTurned:
            self.stdout.write("Somebody was faster.")
        self._tell()

    def _tell(self) -> None:
        turned = switch.last()
        if turned is None:
            self.stdout.write("Films are on. Nobody ever turned them off.")
            return
        who = turned.turned_by or turned.operator or "somebody"
        stand = "on" if turned.on else "OFF"
        self.stdout.write(f"Films are {stand} since {turned.turned_at:%d %B %Y %H:%M:%S %Z}, by {who}.")
