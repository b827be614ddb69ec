from django.apps import AppConfig


class MirrorConfig(AppConfig):
    name = "pledge.mirror"
    label = "mirror"
