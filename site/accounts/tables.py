"""Columns of staff's lists that Wagtail does not bring."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin.ui.tables import Column


class MomentColumn(Column):
    """A day and time as such. Wagtail's own says how long ago, and "just now" of all that is to come."""

    def get_value(self, instance: Any) -> str:
        """Return the moment in the reader's language and our time zone, a dash for none."""
        moment = super().get_value(instance)
        return date_format(timezone.localtime(moment), "DATETIME_FORMAT") if moment else "–"
