"""After `migrate`, and when somebody has set up a second factor."""

from __future__ import annotations

from typing import Any

from allauth.mfa.signals import authenticator_added
from django.apps import AppConfig, apps
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from accounts import rights, sessions, signals


@receiver(post_migrate)
def set_groups(sender: AppConfig, using: str = "default", **kwargs: Any) -> None:
    """Put the groups' rights in place once the last application has its tables and permissions."""
    if sender is not _last_to_migrate() or not _is_complete(using):
        return
    rights.put_in_place()
    signals.groups_set.send(sender=rights.put_in_place, using=using)


@receiver(authenticator_added)
def second_factor_set_up(request: Any, **kwargs: Any) -> None:
    sessions.note_second_factor_set_up(request)


def _last_to_migrate() -> AppConfig:
    return [config for config in apps.get_app_configs() if config.models_module is not None][-1]


def _is_complete(using: str) -> bool:
    """Whether every migration is there: `migrate <app> <name>` may have stopped half-way."""
    executor = MigrationExecutor(connections[using])
    return not executor.migration_plan(executor.loader.graph.leaf_nodes())
