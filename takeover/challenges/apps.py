from datetime import timedelta

from django.apps import AppConfig


class ChallengesConfig(AppConfig):
    name = "takeover.challenges"
    label = "challenges"

    def ready(self) -> None:
        from importlib import import_module

        from places import bookables
        from takeover.challenges.models import Challenge

        terms = bookables.Terms(hold_for=timedelta(days=14), answer_within=timedelta(days=3), largest=100)
        bookables.register(Challenge, terms)
        import_module("takeover.challenges.receivers")
