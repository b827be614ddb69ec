"""Addresses between meetups: those of checked workers."""

from django.urls import path

from cicc_meetups.practice.views import own, reading

app_name = "practice"

_HERE = "meetups/practice/"

urlpatterns = [
    path(_HERE, reading.posts, name="posts"),
    path(f"{_HERE}mine/", own.mine, name="mine"),
    path(f"{_HERE}new/", own.new, name="new"),
    path(f"{_HERE}mine/<slug:slug>/", own.post, name="own"),
    path(f"{_HERE}mine/<slug:slug>/change/", own.change, name="change"),
    path(f"{_HERE}mine/<slug:slug>/take-back/", own.take_back, name="take-back"),
    path(f"{_HERE}answers/<int:pk>/take-back/", own.take_back_answer, name="take-back-answer"),
    path(f"{_HERE}answers/<int:pk>/tell-us/", reading.tell_us_answer, name="tell-us-answer"),
    path(f"{_HERE}<slug:slug>/", reading.post, name="post"),
    path(f"{_HERE}<slug:slug>/papers/<int:pk>/", reading.paper, name="paper"),
    path(f"{_HERE}<slug:slug>/tell-us/", reading.tell_us, name="tell-us"),
]
