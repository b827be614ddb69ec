"""The site's addresses and two more: a page with the map, and one on which an authority is chosen."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from config.urls import urlpatterns as site_patterns
from geography import queries
from geography.forms import AuthorityForm
from geography.hex_map import england

MAP = """{% extends "base.html" %}{% block title %}Map{% endblock %}{% block main %}
<div class="band"><div class="wrap"><h1>Councils that came</h1></div></div>
<div class="section"><div class="wrap">
{% include "components/hex_map.html" with title="Children who came" %}
</div></div>{% endblock %}"""
CHOICE = """{% extends "base.html" %}{% block title %}Choose{% endblock %}{% block main %}
<div class="section"><div class="narrow"><h1>Where</h1>{% include "components/error_summary.html" %}
{% if form.chosen %}<p class="chosen">{{ form.chosen.name }}</p>{% endif %}
<form class="form" method="get">{% for field in form %}{% include "components/field.html" %}{% endfor %}
{% include "components/button.html" with label="Go on" tone="main" %}</form></div></div>{% endblock %}"""


def counts() -> dict[str, int]:
    """Some counts with small ones among them, the same each time."""
    codes = queries.authorities().values_list("code", flat=True)
    return {code: (number * 7919) % 61 for number, code in enumerate(codes)}


def england_shown(request: HttpRequest) -> HttpResponse:
    shown = england(queries.authorities(), counts(), url=lambda each: f"#{each.code}")
    return HttpResponse(engines["django"].from_string(MAP).render({"map": shown}, request))


def choice(request: HttpRequest) -> HttpResponse:
    form = AuthorityForm(request.GET) if request.GET else AuthorityForm()
    form.is_valid()
    return HttpResponse(engines["django"].from_string(CHOICE).render({"form": form}, request))


urlpatterns = [
    *i18n_patterns(path("map/", england_shown), path("choice/", choice), prefix_default_language=False),
    *site_patterns,
]
