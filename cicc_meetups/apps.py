from importlib import import_module

from django.apps import AppConfig
from django.db.models import Q


class MeetupsConfig(AppConfig):
    name = "cicc_meetups"

    def ready(self) -> None:
        from wagtail.permissions import policy_registry

        from accounts import guests
        from cicc_meetups import ending  # noqa: F401
        from cicc_meetups.models import Worker
        from moderation.permissions import ReviewedPermissionPolicy

        import_module("cicc_meetups.receivers")
        policy_registry.register(Worker, ReviewedPermissionPolicy(Worker))
        guests.claim(Q(council_worker__isnull=False))
