from django.apps import AppConfig


class SignUpsConfig(AppConfig):
    name = "takeover.sign_ups"
    label = "sign_ups"
