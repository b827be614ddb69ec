"""Films on pages of other rooms: `{% latest_films 3 as films %}`."""

from __future__ import annotations

from django import template

from our_childhood import prompts, showing
from our_childhood.models import Film

register = template.Library()


@register.simple_tag
def latest_films(count: int = 3) -> list[showing.Card]:
    """Return cards of the newest `count` public films (S13), for components/film_card.html."""
    films = showing.with_posters(Film.objects.shown()).newest_first()[:count]
    return showing.cards(films, prompts.questions())
