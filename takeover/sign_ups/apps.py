from django.apps import AppConfig
from django.db.models import Q


class SignUpsConfig(AppConfig):
    name = "takeover.sign_ups"
    label = "sign_ups"

    def ready(self) -> None:
        from wagtail.permissions import policy_registry

        from accounts import guests
        from moderation.permissions import ReviewedPermissionPolicy
        from places import bookables
        from takeover.challenges.models import Challenge
        from takeover.sign_ups import actions, ending, receivers, showing  # noqa: F401
        from takeover.sign_ups.models import Group, SignUp

        for model in (Group, SignUp):
            policy_registry.register(model, ReviewedPermissionPolicy(model))
        guests.claim(Q(led_group__isnull=False))
        bookables.keep_firm(Challenge, actions.firm)
