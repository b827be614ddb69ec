from importlib import import_module

from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "takeover.stories"
    label = "stories"

    def ready(self) -> None:
        import_module("takeover.stories.receivers")
