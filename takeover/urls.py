"""Addresses of a host's own pages."""

from django.urls import path

from takeover.views import host, register, sign_in

app_name = "takeover"

urlpatterns = [
    path("takeovers/host/", host.host, name="host"),
    path("takeovers/host/sign-in/", sign_in.sign_in, name="sign-in"),
    path("takeovers/host/sign-in/code/", sign_in.sign_in_code, name="sign-in-code"),
    path("takeovers/host/sign-out/", sign_in.sign_out, name="sign-out"),
    path("takeovers/host/register/check/", register.check, name="register-check"),
    path("takeovers/host/register/same-name/", register.same_name, name="same-name"),
    path("takeovers/host/register/<slug:slug>/", register.topic, name="register-topic"),
    path("takeovers/host/questions/<int:pk>/", host.question, name="question"),
    path("takeovers/host/papers/<slug:kind>/", host.paper, name="paper"),
    path("takeovers/host/leave/", host.leave, name="host-leave"),
]
