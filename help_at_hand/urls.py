"""Addresses of help at hand."""

from django.urls import path

from help_at_hand import views

app_name = "help_at_hand"
urlpatterns = [
    path("", views.read, name="help-read"),
    path("do-you-know/", views.know, name="know"),
]
