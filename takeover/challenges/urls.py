"""Addresses of challenges."""

from django.urls import path

from takeover.challenges.views import public

app_name = "challenges"

urlpatterns = [
    path("takeovers/", public.challenges, name="list"),
    path("takeovers/<int:pk>/", public.challenge, name="challenge"),
    path("takeovers/seasons/<slug:slug>/", public.season, name="season"),
]
