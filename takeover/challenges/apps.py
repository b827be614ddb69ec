from django.apps import AppConfig


class ChallengesConfig(AppConfig):
    name = "takeover.challenges"
    label = "challenges"
