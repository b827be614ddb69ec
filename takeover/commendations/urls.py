"""Addresses of commendations."""

from django.urls import path

from takeover.commendations import views

app_name = "commendations"

urlpatterns = [
    path("takeovers/commended/", views.newest, name="newest"),
    path("takeovers/commended/<slug:slug>/", views.commended, name="commended"),
    path("takeovers/host/commendation/", views.mine, name="mine"),
]
