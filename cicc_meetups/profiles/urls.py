"""Addresses of councils' public pages, and of their workers' own pages about them."""

from django.urls import path

from cicc_meetups.profiles.views import own, public

app_name = "profiles"

_MINE = "meetups/mine/council/"
_HERE = "meetups/councils/"

urlpatterns = [
    path(_MINE, own.own, name="own"),
    path(f"{_MINE}write/", own.write, name="write"),
    path(f"{_MINE}logo/", own.logo, name="logo"),
    path(f"{_MINE}logo/picture/", own.picture, name="picture"),
    path(f"{_MINE}check/", own.check, name="check"),
    path(f"{_MINE}drop/", own.drop, name="drop"),
    path(f"{_MINE}take-down/", own.take_down, name="take-down"),
    path(_HERE, public.councils, name="councils"),
    path(f"{_HERE}<int:pk>/tell-us/", public.tell_us, name="tell-us"),
    path(f"{_HERE}<slug:authority>/", public.authority, name="authority"),
    path(f"{_HERE}<slug:authority>/<slug:council>/", public.council, name="council"),
]
