from django.apps import AppConfig
from django.db.models import Q


class SignUpsConfig(AppConfig):
    name = "takeover.sign_ups"
    label = "sign_ups"

    def ready(self) -> None:
        from accounts import guests
        from places import bookables
        from takeover.challenges.models import Challenge
        from takeover.sign_ups import actions, ending, receivers, showing  # noqa: F401

        guests.claim(Q(led_group__isnull=False))
        bookables.keep_firm(Challenge, actions.firm)
