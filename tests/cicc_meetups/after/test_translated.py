"""The page after a meetup is translated like any page; its pictures and promises come along."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.models import Locale

from cicc_meetups.after.models import AfterPage
from tests.factories import between_meetups as make

pytestmark = pytest.mark.django_db


def test_in_polish_below_the_polish_meetup() -> None:
    """Copied for translation with its meetup's page: same meetup, words of its own."""
    at = make.meetup(days=-2)
    below = make.page(at)
    page = make.after_page(below, lead="Nine councils came.")
    make.shown_promise(at)
    polish = Locale.objects.get_or_create(language_code="pl")[0]
    for one in (below.get_parent().get_parent().specific, below.get_parent().specific, below):
        if not one.has_translation(polish):
            one.copy_for_translation(polish).save_revision().publish()
    other = page.copy_for_translation(polish)
    other.lead = "Przyszło dziewięć rad."
    other.save_revision().publish()
    assert AfterPage.objects.count() == 2 and AfterPage.objects.get(locale=polish).meetup == at
    read = Client().get(other.get_url()).content.decode()
    assert "Przyszło dziewięć rad." in read and "We ring you before you move." in read
    assert "Nine councils came." not in read and "Obiecane" in read
