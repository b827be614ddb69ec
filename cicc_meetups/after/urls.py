"""Addresses of what came of meetups: the year, and telling us about a picture or a question."""

from django.urls import path

from cicc_meetups.after.views import public

app_name = "after"

urlpatterns = [
    path("meetups/year/", public.this_year, name="this-year"),
    path("meetups/year/<int:year>/", public.year, name="year"),
    path("meetups/year/questions/<int:pk>/tell-us/", public.tell_us_question, name="tell-us-question"),
    path("meetups/pictures/<int:pk>/tell-us/", public.tell_us, name="tell-us"),
]
