"""Where an organisation stops letters to all hosts, or has them again."""

from django.urls import path

from takeover.circulars import views

app_name = "circulars"

urlpatterns = [
    path("takeovers/host/letters/", views.mine, name="mine"),
    path("takeovers/host/letters/<str:token>/", views.stop, name="stop"),
]
