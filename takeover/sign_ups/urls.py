"""Addresses of groups, of asking for places, of one's own place, and of who comes to a host."""

from django.urls import path

from takeover.sign_ups.views import asking, groups, grown_up, host, my_place

app_name = "sign_ups"

_ASK = "takeovers/<int:pk>/ask/"
_BOOKING = "takeovers/groups/bookings/<int:pk>/"
_CHILD = "my-place/children/<int:number>/"

urlpatterns = [
    path("takeovers/groups/", groups.groups, name="groups"),
    path("takeovers/groups/register/check/", groups.register_check, name="register-check"),
    path("takeovers/groups/register/<slug:slug>/", groups.register, name="register"),
    path("takeovers/groups/questions/<int:pk>/", groups.answer, name="answer"),
    path("takeovers/groups/leave/", groups.leave, name="group-leave"),
    path(_BOOKING, groups.booking, name="booking"),
    path(f"{_BOOKING}tickets/", groups.sheet, name="tickets"),
    path(f"{_BOOKING}give-back/<int:number>/", groups.give_back, name="give-back"),
    path(f"{_BOOKING}cancel/", groups.cancel, name="cancel"),
    path(f"{_BOOKING}coming/", groups.coming, name="coming"),
    path("takeovers/host/challenges/<int:pk>/who-comes/", host.who_comes, name="who-comes"),
    path(_ASK, asking.ask, name="ask"),
    path(f"{_ASK}group/", asking.ask_group, name="ask-group"),
    path(f"{_ASK}sent/", asking.ask_sent, name="ask-sent"),
    path(f"{_ASK}open/<str:token>/", asking.ask_open, name="ask-open"),
    path(
        f"{_ASK}young-person/", asking.ask_without_account, {"who": "young-person"}, name="ask-young-person"
    ),
    path(f"{_ASK}guardian/", asking.ask_without_account, {"who": "guardian"}, name="ask-guardian"),
    path("my-place/", my_place.show, name="my-place"),
    path("my-place/name/", my_place.name, name="my-name"),
    path("my-place/age/", my_place.age, name="my-age"),
    path("my-place/needs/", my_place.needs, name="my-needs"),
    path("my-place/care/", my_place.care, name="my-care"),
    path("my-place/say/<slug:what>/", my_place.say, name="my-say"),
    path("my-place/grown-up/", my_place.ask_grown_up, name="my-grown-up"),
    path("my-place/take-back/", my_place.take_back, name="my-take-back"),
    path("my-place/still-coming/", my_place.still_coming, name="my-still-coming"),
    path("my-place/close/", my_place.leave, name="my-close"),
    path(_CHILD, grown_up.child, name="my-child"),
    path(f"{_CHILD}hand-over/", grown_up.hand_over, name="my-hand-over"),
    path(f"{_CHILD}take-back/", grown_up.take_back, name="my-child-take-back"),
]
