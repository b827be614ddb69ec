from django.apps import AppConfig
from django.db.models import Q


class MeetupsConfig(AppConfig):
    name = "cicc_meetups"

    def ready(self) -> None:
        from accounts import guests

        guests.claim(Q(council_worker__isnull=False))
