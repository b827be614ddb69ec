from importlib import import_module

from django.apps import AppConfig, apps
from django.conf import settings


class ModerationConfig(AppConfig):
    name = "moderation"

    def ready(self) -> None:
        from wagtail.models import Task, Workflow
        from wagtail.permissions import register_permission_policy

        from moderation.permissions import CodeOwnedPolicy, ReviewedPermissionPolicy

        import_module("moderation.receivers")
        register_permission_policy(Workflow, CodeOwnedPolicy(Workflow))
        register_permission_policy(Task, CodeOwnedPolicy(Task))
        for label in settings.REVIEWED_MODELS:
            model = apps.get_model(label)
            register_permission_policy(model, ReviewedPermissionPolicy(model))
