from importlib import import_module

from django.apps import AppConfig


class TakeoverConfig(AppConfig):
    name = "takeover"

    def ready(self) -> None:
        import_module("takeover.receivers")
