from django.apps import AppConfig


class CircularsConfig(AppConfig):
    name = "takeover.circulars"
    label = "circulars"
