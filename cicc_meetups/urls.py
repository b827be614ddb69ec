"""Addresses of meetups that are no pages of the tree."""

from django.urls import path

from cicc_meetups.views import public

app_name = "meetups"

urlpatterns = [
    path("meetups/calendar.ics", public.calendar, name="calendar"),
]
