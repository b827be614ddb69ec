from django.apps import AppConfig


class HelpAtHandConfig(AppConfig):
    name = "help_at_hand"
