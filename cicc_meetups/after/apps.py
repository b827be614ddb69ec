from importlib import import_module

from django.apps import AppConfig


class AfterConfig(AppConfig):
    name = "cicc_meetups.after"
    label = "after"

    def ready(self) -> None:
        import_module("cicc_meetups.after.receivers")
