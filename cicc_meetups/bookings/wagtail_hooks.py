"""The room's staff side: planning meetups."""

from __future__ import annotations

from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet

from cicc_meetups.bookings.viewsets import meetup_viewset


@hooks.register("register_admin_viewset")
def meetups() -> ModelViewSet:
    return meetup_viewset
