"""Addresses of meetups that are no pages of the tree: a council's worker's own, and the calendar."""

from django.urls import path

from cicc_meetups.doors import WORKERS
from cicc_meetups.views import mine, public
from people import doors

app_name = "meetups"

urlpatterns = [
    path("meetups/calendar.ics", public.calendar, name="calendar"),
    path("meetups/mine/", mine.mine, name="mine"),
    path("meetups/mine/sign-in/", doors.sign_in, {"door": WORKERS}, name="sign-in"),
    path("meetups/mine/sign-in/code/", doors.sign_in_code, {"door": WORKERS}, name="sign-in-code"),
    path("meetups/mine/sign-out/", doors.sign_out, {"door": WORKERS}, name="sign-out"),
    path("meetups/mine/register/check/", mine.check, name="register-check"),
    path("meetups/mine/register/<slug:slug>/", mine.register, name="register"),
    path("meetups/mine/questions/<int:pk>/", mine.answer, name="answer"),
    path("meetups/mine/leave/", mine.leave, name="leave"),
]
