"""Addresses of groups, of asking for places, and of one's own place."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

app_name = "sign_ups"


def soon(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


urlpatterns = [
    path("takeovers/<int:pk>/ask/", soon, name="ask"),
    path("takeovers/<int:pk>/ask/<str:token>/open/", soon, name="ask-open"),
    path("takeovers/groups/", soon, name="groups"),
    path("takeovers/groups/bookings/<int:pk>/", soon, name="booking"),
    path("my-place/", soon, name="my-place"),
]
