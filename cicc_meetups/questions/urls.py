"""Addresses of questions: those of checked workers."""

from django.urls import path

from cicc_meetups.questions.views import council

app_name = "questions"

_HERE = "meetups/questions/"

urlpatterns = [
    path(_HERE, council.meetups, name="meetups"),
    path(f"{_HERE}<int:pk>/", council.questions, name="questions"),
    path(f"{_HERE}<int:pk>/ask/", council.ask, name="ask"),
    path(f"{_HERE}vote/<int:pk>/", council.vote, name="vote"),
    path(f"{_HERE}take-back/<int:pk>/", council.take_back, name="take-back"),
    path(f"{_HERE}tell-us/<int:pk>/", council.tell_us, name="tell-us"),
]
