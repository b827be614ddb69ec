"""The room's staff side: letters to hosts."""

from __future__ import annotations

from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet

from takeover.circulars.viewsets import circular_viewset


@hooks.register("register_admin_viewset")
def circulars() -> ModelViewSet:
    return circular_viewset
