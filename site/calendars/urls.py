"""Addresses of calendars."""

from django.urls import path

from calendars import views

app_name = "calendars"

urlpatterns = [path("calendars/<str:token>.ics", views.feed, name="feed")]
