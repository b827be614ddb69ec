from importlib import import_module

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "help_at_hand.cases"
    label = "cases"

    def ready(self) -> None:
        import_module("help_at_hand.cases.ending")
