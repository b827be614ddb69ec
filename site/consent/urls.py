"""Addresses grown-ups get by e-mail."""

from django.urls import path

from consent import views

app_name = "consent"

urlpatterns = [
    path("say-yes-or-no/done/<slug:said>/", views.ask_done, name="ask-done"),
    path("say-yes-or-no/<str:token>/", views.ask_answer, name="ask-answer"),
    path("say-yes-or-no/<str:token>/film", views.ask_preview, name="ask-preview"),
]
