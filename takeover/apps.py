from importlib import import_module

from django.apps import AppConfig
from django.db.models import Q


class TakeoverConfig(AppConfig):
    name = "takeover"

    def ready(self) -> None:
        from accounts import guests

        guests.claim(Q(host_registration__isnull=False))
        import_module("takeover.receivers")
        import_module("takeover.ending")
