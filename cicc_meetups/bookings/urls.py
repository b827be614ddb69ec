"""Addresses of councils' bookings: those of checked workers."""

from django.urls import path

from cicc_meetups.bookings.views import calendar, council

app_name = "bookings"

_HERE = "meetups/mine/meetups/"

urlpatterns = [
    path("meetups/mine/calendar/", calendar.council_calendar, name="calendar"),
    path(_HERE, council.meetups, name="meetups"),
    path(f"{_HERE}<int:pk>/", council.booking, name="booking"),
    path(f"{_HERE}<int:pk>/ask/", council.ask, name="ask"),
    path(f"{_HERE}<int:pk>/coming/", council.coming, name="coming"),
    path(f"{_HERE}<int:pk>/give-back/", council.give_back, name="give-back"),
]
