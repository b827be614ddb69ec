from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "help_at_hand.cases"
    label = "cases"
