"""Addresses of a host's own pages."""

from django.urls import path

from people import doors
from takeover.doors import HOSTS
from takeover.views import host, register

app_name = "takeover"

urlpatterns = [
    path("takeovers/host/", host.host, name="host"),
    path("takeovers/host/sign-in/", doors.sign_in, {"door": HOSTS}, name="sign-in"),
    path("takeovers/host/sign-in/code/", doors.sign_in_code, {"door": HOSTS}, name="sign-in-code"),
    path("takeovers/host/sign-out/", doors.sign_out, {"door": HOSTS}, name="sign-out"),
    path("takeovers/host/register/check/", register.check, name="register-check"),
    path("takeovers/host/register/same-name/", register.same_name, name="same-name"),
    path("takeovers/host/register/<slug:slug>/", register.topic, name="register-topic"),
    path("takeovers/host/questions/<int:pk>/", host.question, name="question"),
    path("takeovers/host/papers/<slug:kind>/", host.paper, name="paper"),
    path("takeovers/host/leave/", host.leave, name="host-leave"),
]
