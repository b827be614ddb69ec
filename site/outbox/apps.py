from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "outbox"

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from outbox.models import Message
        from outbox.permissions import LookPolicy

        register_permission_policy(Message, LookPolicy(Message))
