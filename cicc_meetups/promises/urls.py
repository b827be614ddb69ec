"""Addresses of promises: everybody's."""

from django.urls import path

from cicc_meetups.promises.views import public

app_name = "promises"

urlpatterns = [
    path("meetups/promises/", public.promises, name="promises"),
    path("meetups/promises/<slug:slug>/", public.promise, name="promise"),
    path("meetups/promises/<slug:slug>/tell-us/", public.tell_us, name="tell-us"),
]
