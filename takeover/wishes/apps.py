from importlib import import_module

from django.apps import AppConfig


class WishesConfig(AppConfig):
    name = "takeover.wishes"
    label = "wishes"

    def ready(self) -> None:
        import_module("takeover.wishes.receivers")
