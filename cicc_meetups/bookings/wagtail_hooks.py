"""The room's staff side: planning meetups, and the list at the door."""

from __future__ import annotations

from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.admin.viewsets.model import ModelViewSet

from cicc_meetups.bookings.desk import arrivals
from cicc_meetups.bookings.viewsets import meetup_viewset


@hooks.register("register_admin_viewset")
def meetups() -> ModelViewSet:
    return meetup_viewset


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern]:
    return [
        path("meetups/<int:pk>/arrivals/", arrivals.arrivals, name="meetup_arrivals"),
        path("meetups/<int:pk>/arrivals/<int:booking>/", arrivals.came, name="meetup_came"),
    ]
