"""Whom to call, for pages that must not ask the database."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

from help_at_hand import queries
from help_at_hand.facts import Help

register = template.Library()


@register.simple_tag
def help_without_database() -> Help:
    """`{% help_without_database as help %}`: the kept copy in the reader's language, or what is built in."""
    return queries.without_database(get_language() or "en")
