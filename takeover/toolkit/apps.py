from django.apps import AppConfig


class ToolkitConfig(AppConfig):
    name = "takeover.toolkit"
    label = "toolkit"
