"""Addresses of days."""

from django.urls import URLPattern

app_name = "days"

urlpatterns: list[URLPattern] = []
