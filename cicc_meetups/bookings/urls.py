"""Addresses of councils' bookings: those of checked workers, and of whoever holds a slip."""

from django.urls import path

from cicc_meetups.bookings.views import calendar, council, people, photos

app_name = "bookings"

_HERE = "meetups/mine/meetups/"

urlpatterns = [
    path("meetups/mine/calendar/", calendar.council_calendar, name="calendar"),
    path(_HERE, council.meetups, name="meetups"),
    path(f"{_HERE}<int:pk>/", council.booking, name="booking"),
    path(f"{_HERE}<int:pk>/ask/", council.ask, name="ask"),
    path(f"{_HERE}<int:pk>/coming/", council.coming, name="coming"),
    path(f"{_HERE}<int:pk>/give-back/", council.give_back, name="give-back"),
    path(f"{_HERE}<int:pk>/who/", people.who, name="who"),
    path(f"{_HERE}<int:pk>/who/slips/", people.slips, name="slips"),
    path(f"{_HERE}<int:pk>/who/<int:number>/hand-over/", people.hand_over, name="hand-over"),
    path("meetups/photos/", photos.code, name="photos"),
    path("meetups/photos/answer/", photos.answer, name="photos-answer"),
    path("meetups/photos/close/", photos.close, name="photos-close"),
    path("meetups/photos/leave/", photos.leave, name="photos-leave"),
]
