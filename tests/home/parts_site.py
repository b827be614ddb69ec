"""The site's addresses and one more: a page with every part of the look in every state."""

# ruff: noqa: E501 (a template is not wrapped)

from __future__ import annotations

from django import forms
from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from config.urls import urlpatterns as site_patterns

PAGE = """{% extends "base.html" %}{% load look %}
{% block title %}Parts{% endblock %}{% block body_class %}tint-film {{ calm }}{% endblock %}
{% block main %}<div class="band"><div class="narrow"><h1>Every part</h1></div></div>
<div class="section"><div class="narrow">
{% include "components/error_summary.html" %}
{% include "components/stones.html" with step=3 steps=5 %}
<form class="form" method="get">{% for field in form %}{% include "components/field.html" %}{% endfor %}
<div class="progress"><progress max="100" value="40" aria-label="Sending"></progress><p class="progress__words">40 of 100</p></div>
<div class="actions">{% include "components/button.html" with label="Send" tone="main" %}{% include "components/button.html" with label="Pause" %}{% include "components/button.html" with label="Take it down" tone="stop" %}</div></form>
{% for tone in tones %}{% include "components/note.html" with title="A note" words="Some words." %}{% endfor %}
{% include "components/ticket.html" with code="7K3-PLUM-RIVER" %}
{% include "components/timeline.html" %}
{% include "components/bubble.html" with words="Nobody asks how the bus was." who="age 11" %}
{% include "components/big_number.html" with figure="4 in 10" what="children say so." source="made up" %}
<h2>Film</h2>{% include "components/film_player.html" with title="Brave Singing Otter" transcript="Hello." %}
<dl class="summary"><div><dt>Age</dt><dd>7 to 9</dd><dd class="summary__change"><a href="#a">Change</a></dd></div></dl>
</div><div class="wrap"><h2>Cards</h2><ul class="cards">
<li>{% include "components/card.html" with heading="Take over a job" words="Be a mayor." url="#b" label="Find one" tint="takeovers" %}</li>
<li>{% include "components/card.html" with heading="Meet up" words="In Leeds." url="#c" tint="meetups" %}</li></ul>
<ul class="chips"><li><a class="chip" aria-current="true" href="#d">All</a></li><li><a class="chip" href="#e">Home</a></li></ul>
<ul class="cards"><li>{% include "components/film_card.html" with title="Quiet Jumping Fox" url="#f" prompt="What makes you laugh?" %}</li></ul>
{% include "components/pagination.html" with newer_url="#g" older_url="#h" %}</div></div>{% endblock %}"""


class PartsForm(forms.Form):
    age = forms.ChoiceField(
        label="How old are you?",
        choices=[("a", "4 to 6"), ("b", "7 to 9")],
        widget=forms.RadioSelect,
        help_text="A group.",
    )
    ways = forms.MultipleChoiceField(
        label="Who is in it?", choices=[("a", "Me"), ("b", "Friends")], widget=forms.CheckboxSelectMultiple
    )
    email = forms.EmailField(label="A grown-up's e-mail", help_text="We ask them.")
    story = forms.CharField(label="Tell us more", widget=forms.Textarea, required=False)
    region = forms.ChoiceField(label="Where do you live?", choices=[("", "Choose"), ("n", "North East")])
    sure = forms.BooleanField(label="Only people who said yes are in it", help_text="Ask them.")
    film = forms.FileField(label="Choose a film")


def parts(request: HttpRequest) -> HttpResponse:
    """`?sent` shows the form with its errors, `?calm` the calm look."""
    form = PartsForm({"email": "nonsense"}, {}) if "sent" in request.GET else PartsForm()
    moments = [
        {"what": "It got here", "words": "On Monday.", "state": "done"},
        {"what": "Two people watch it", "words": "It takes 3 days.", "state": "here"},
        {"what": "Everyone can see it", "state": "next"},
    ]
    context = {
        "form": form,
        "moments": moments,
        "tones": ["", "done", "careful", "alert"],
        "calm": "calm" if "calm" in request.GET else "",
    }
    return HttpResponse(engines["django"].from_string(PAGE).render(context, request))


urlpatterns = [*i18n_patterns(path("parts/", parts), prefix_default_language=False), *site_patterns]
