"""Addresses of wishes."""

from django.urls import URLPattern

app_name = "wishes"

urlpatterns: list[URLPattern] = []
