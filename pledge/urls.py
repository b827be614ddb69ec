"""Addresses of the Pledge: reading, signing, one's own signature."""

from django.urls import path, re_path

from pledge.views import mine, show, sign

app_name = "pledge"

urlpatterns = [
    path("pledge/", show.pledge, name="pledge"),
    path("pledge/who/", show.wall, name="wall"),
    path("pledge/where/", show.where, name="where"),
    path("pledge/badge/", show.badge_page, name="badge"),
    path("pledge/badge.svg", show.badge_picture, name="badge-picture"),
    path("pledge/poster.pdf", show.poster_paper, name="poster"),
    path("pledge/sign/", sign.start, name="sign"),
    path("pledge/sign/sent/", sign.sent, name="sign-sent"),
    re_path(r"^pledge/sign/(?P<kind>person|organisation)/$", sign.words, name="sign-words"),
    path("pledge/mine/", sign.lost, name="mine"),
    path("pledge/mine/<str:token>/", mine.opened, name="mine-open"),
    path("pledge/mine/<str:token>/change/", mine.change, name="mine-change"),
]
