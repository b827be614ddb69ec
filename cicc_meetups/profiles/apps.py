from importlib import import_module

from django.apps import AppConfig


class ProfilesConfig(AppConfig):
    name = "cicc_meetups.profiles"
    label = "profiles"

    def ready(self) -> None:
        import_module("cicc_meetups.profiles.receivers")
