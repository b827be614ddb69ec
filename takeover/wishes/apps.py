from django.apps import AppConfig


class WishesConfig(AppConfig):
    name = "takeover.wishes"
    label = "wishes"
