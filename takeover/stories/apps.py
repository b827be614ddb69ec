from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "takeover.stories"
    label = "stories"
