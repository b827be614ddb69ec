"""Addresses of sign ups."""

from django.urls import URLPattern

app_name = "sign_ups"

urlpatterns: list[URLPattern] = []
