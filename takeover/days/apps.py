from django.apps import AppConfig


class DaysConfig(AppConfig):
    name = "takeover.days"
    label = "days"
