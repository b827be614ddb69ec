from importlib import import_module

from django.apps import AppConfig


class PledgeConfig(AppConfig):
    name = "pledge"

    def ready(self) -> None:
        import_module("pledge.receivers")
