from importlib import import_module

from django.apps import AppConfig


class SafeguardingConfig(AppConfig):
    name = "safeguarding"

    def ready(self) -> None:
        from wagtail.permissions import register_permission_policy

        from safeguarding.models import AuditEntry
        from safeguarding.permissions import LeadsReadPolicy

        import_module("safeguarding.receivers")
        register_permission_policy(AuditEntry, LeadsReadPolicy(AuditEntry))
