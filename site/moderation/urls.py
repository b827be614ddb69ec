"""What came of something we were told."""

from django.urls import path

from moderation import views

app_name = "moderation"
urlpatterns = [path("tell-us/", views.told, name="report-told")]
