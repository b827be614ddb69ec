"""Addresses of stories and of what changed: what everybody reads, and a host's own pages."""

from django.urls import path

from takeover.stories.views import host, public

app_name = "stories"

_MINE = "takeovers/host/stories/"

urlpatterns = [
    path(_MINE, host.mine, name="mine"),
    path(f"{_MINE}about/<int:pk>/", host.begin, name="begin"),
    path(f"{_MINE}changed/<int:pk>/", host.say_change, name="say-change"),
    path(f"{_MINE}changed/<int:pk>/take-back/", host.take_back_change, name="take-back-change"),
    path(f"{_MINE}<int:pk>/", host.own, name="own"),
    path(f"{_MINE}<int:pk>/words/", host.words, name="words"),
    path(f"{_MINE}<int:pk>/pictures/", host.own_pictures, name="pictures"),
    path(f"{_MINE}<int:pk>/pictures/<int:number>/", host.picture, name="picture"),
    path(f"{_MINE}<int:pk>/check/", host.check, name="check"),
    path(f"{_MINE}<int:pk>/take-back/", host.take_back, name="take-back"),
    path("takeovers/stories/", public.stories, name="stories"),
    path("takeovers/stories/<slug:slug>/", public.story, name="story"),
    path("takeovers/stories/<slug:slug>/tell-us/", public.tell_us, name="tell-us"),
    path("takeovers/changed/", public.changed, name="changed"),
    path("takeovers/changed/<int:pk>/tell-us/", public.tell_us_change, name="tell-us-change"),
]
