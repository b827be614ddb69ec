"""Addresses of challenges."""

from django.urls import path

from takeover.challenges.views import own, public, writing

app_name = "challenges"

_MINE = "takeovers/host/challenges/"

urlpatterns = [
    path(_MINE, writing.mine, name="mine"),
    path(f"{_MINE}new/", writing.begin, name="begin"),
    path(f"{_MINE}drafts/<int:pk>/check/", writing.check, name="write-check"),
    path(f"{_MINE}drafts/<int:pk>/drop/", writing.drop, name="drop"),
    path(f"{_MINE}drafts/<int:pk>/<slug:slug>/", writing.topic, name="write"),
    path(f"{_MINE}<int:pk>/", own.own, name="own"),
    path(f"{_MINE}<int:pk>/copy/", writing.copy, name="copy"),
    path(f"{_MINE}<int:pk>/call-off/", own.call_off, name="call-off"),
    path(f"{_MINE}<int:pk>/questions/<int:asked>/", own.question, name="question"),
    path("takeovers/", public.challenges, name="list"),
    path("takeovers/<int:pk>/", public.challenge, name="challenge"),
    path("takeovers/seasons/<slug:slug>/", public.season, name="season"),
]
