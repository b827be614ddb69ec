"""Addresses of films: making one, seeing them, having one back."""

from django.urls import path

from our_childhood.feeds import film_feed
from our_childhood.views import gallery, make, my_data, my_film, my_people, telling

app_name = "our_childhood"

urlpatterns = [
    path("films/", gallery.film_list, name="film-list"),
    path("films/feed/", film_feed, name="film-feed"),
    path("films/make/", make.start, name="make-start"),
    path("films/make/find-a-grown-up/", make.wait, name="make-wait"),
    path("films/make/check/", make.check, name="make-check"),
    path("films/make/done/", make.done, name="make-done"),
    path("films/make/clear/", make.clear, name="make-clear"),
    path("films/make/<slug:slug>/", make.step, name="make-step"),
    path("films/<slug:slug>/", gallery.film_detail, name="film-detail"),
    path("films/<slug:slug>/tell-us/", telling.tell_us, name="film-tell-us"),
    path("films/<slug:slug>/captions.vtt", gallery.film_captions, name="film-captions"),
    path("my-film/", my_film.show, name="my-film"),
    path("my-film/take-it-down/", my_film.take_down, name="my-film-take-down"),
    path("my-film/ask-someone-else/", my_film.second_look, name="my-film-second-look"),
    path("my-film/send-a-new-one/", my_film.send_new, name="my-film-send-new"),
    path("my-film/ask-again/", my_people.ask_again, name="my-film-ask-again"),
    path("my-film/ask-again/<slug:who>/", my_people.ask_again, name="my-film-ask"),
    path("my-film/people/", my_people.show, name="my-film-people"),
    path("my-film/people/add/", my_people.add, name="my-film-person-add"),
    path("my-film/people/remove/", my_people.remove, name="my-film-person-remove"),
    path("my-film/paper/<slug:who>/", my_people.paper, name="my-film-paper"),
    path("my-film/say-yes/", my_people.say_yes, name="my-film-say-yes"),
    path("my-film/talks-and-reports/", my_people.reports, name="my-film-reports"),
    path("my-film/what-we-know/", my_data.show, name="my-film-known"),
    path("my-film/put-right/", my_data.put_right, name="my-film-put-right"),
    path("my-film/download/", my_data.download, name="my-film-download"),
    path("my-film/close/", my_film.leave, name="my-film-leave"),
]
