"""Addresses of the day itself: a host's, a group lead's, and one's own by code."""

from django.urls import path

from takeover.days.views import group, host, place

app_name = "days"

_HOST = "takeovers/host/challenges/<int:pk>/day/"
_GROUP = "takeovers/groups/bookings/<int:pk>/"

urlpatterns = [
    path(_HOST, host.host_day, name="host-day"),
    path(f"{_HOST}sheet/", host.sheet, name="sheet"),
    path(f"{_HOST}worry/", host.host_worry, name="host-worry"),
    path(f"{_HOST}how/", host.host_how, name="host-how"),
    path(f"{_HOST}certificate.pdf", host.host_certificate, name="host-certificate"),
    path(f"{_HOST}<int:sign_up>/", host.host_roll, name="host-roll"),
    path("takeovers/groups/calendar/", group.group_calendar, name="group-calendar"),
    path(f"{_GROUP}day/", group.group_day, name="group-day"),
    path(f"{_GROUP}day.ics", group.group_event, name="group-event"),
    path(f"{_GROUP}day/came/", group.group_roll, name="group-roll"),
    path(f"{_GROUP}day/worry/", group.group_worry, name="group-worry"),
    path(f"{_GROUP}day/how/", group.group_how, name="group-how"),
    path(f"{_GROUP}day/certificates.pdf", group.group_certificates, name="group-certificates"),
    path("my-place/day/", place.place_day, name="place-day"),
    path("my-place/day.ics", place.place_event, name="place-event"),
    path("my-place/day/worry/", place.place_worry, name="place-worry"),
    path("my-place/day/how/", place.place_how, name="place-how"),
    path("my-place/day/name/", place.place_name, name="place-name"),
    path("my-place/day/certificate.pdf", place.place_certificates, name="place-certificates"),
    path("my-place/leave/", place.place_exit, name="place-exit"),
]
