"""Addresses of wishes: the wall, making one, one's own, and what hosts see of them."""

from django.urls import path

from takeover.wishes.views import hosts, make, mine, wall

app_name = "wishes"

urlpatterns = [
    path("takeovers/host/wishes/", hosts.wishes, name="for-hosts"),
    path("takeovers/host/wishes/<slug:slug>/offer/", hosts.offer, name="offer"),
    path("takeovers/wishes/", wall.wall, name="wall"),
    path("takeovers/wishes/make/", make.start, name="make"),
    path("takeovers/wishes/make/check/", make.check, name="make-check"),
    path("takeovers/wishes/make/done/", make.done, name="make-done"),
    path("takeovers/wishes/make/clear/", make.clear, name="make-clear"),
    path("takeovers/wishes/make/<slug:slug>/", make.step, name="make-step"),
    path("takeovers/wishes/mine/", mine.mine, name="mine"),
    path("takeovers/wishes/<slug:slug>/tell-us/", wall.tell_us, name="tell-us"),
]
