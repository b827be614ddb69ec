from importlib import import_module

from django.apps import AppConfig


class PromisesConfig(AppConfig):
    name = "cicc_meetups.promises"
    label = "promises"

    def ready(self) -> None:
        import_module("cicc_meetups.promises.receivers")
