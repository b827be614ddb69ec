"""Addresses of 'Did it happen?'."""

from django.urls import path

from pledge.mirror.views import show, tell

app_name = "mirror"

urlpatterns = [
    path("pledge/did-it-happen/", show.mirror, name="mirror"),
    path("pledge/did-it-happen/tell/", tell.start, name="tell"),
    path("pledge/did-it-happen/tell/check/", tell.check, name="tell-check"),
    path("pledge/did-it-happen/tell/done/", tell.done, name="tell-done"),
    path("pledge/did-it-happen/tell/leave/", tell.leave, name="tell-leave"),
    path("pledge/did-it-happen/tell/<slug:slug>/", tell.step, name="tell-step"),
]
