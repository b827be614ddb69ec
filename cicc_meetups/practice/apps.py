from importlib import import_module

from django.apps import AppConfig


class PracticeConfig(AppConfig):
    name = "cicc_meetups.practice"
    label = "practice"

    def ready(self) -> None:
        import_module("cicc_meetups.practice.receivers")
