"""`manage.py reseal`: seal again, with the first key of FIELD_KEY, what older keys have sealed."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import DatabaseError, models, transaction

from people.sealed import EncryptedTextField

AT_ONCE = 200


class Command(BaseCommand):
    help = (
        "After a new key was put first in FIELD_KEY: seal with it whatever may be written. Can be run again."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        for model in apps.get_models():
            names = [
                field.name for field in model._meta.local_fields if isinstance(field, EncryptedTextField)
            ]
            if names:
                self._reseal(model, names)

    def _reseal(self, model: type[models.Model], names: list[str]) -> None:
        label, done = model._meta.label_lower, 0
        rows = model._base_manager.order_by("pk")
        last: Any = None
        while batch := list(rows.filter(pk__gt=last)[:AT_ONCE] if last is not None else rows[:AT_ONCE]):
            for row in batch:
                try:
                    with transaction.atomic():
                        same = model._base_manager.filter(pk=row.pk).select_for_update().first()
                        if same is None:
                            continue  # deleted while we sealed
                        values = {name: getattr(same, name) for name in names}
                        model._base_manager.filter(pk=row.pk).update(**values)
                except DatabaseError as error:
                    # Its rows are only added: the database refuses every change.
                    self.stdout.write(f"{label}: not changed ({type(error).__name__}); keep the old key")
                    return
                done += 1
            last = batch[-1].pk
        self.stdout.write(f"{label}: {done} rows sealed again")
