"""Every question of a public form is on the data map: what it is for, and where the answer goes (S1)."""

from __future__ import annotations

import importlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.urls import reverse

from people import data_map

# Where children, grown-ups and strangers are asked something. Staff's own forms are not here.
FORMS = {
    "our_childhood.forms",
    "our_childhood.views.my_data",
    "our_childhood.views.my_film",
    "moderation.telling",
    "certificates.forms",
    "takeover.days.forms",
    "takeover.challenges.filters",
    "takeover.forms",
    "takeover.challenges.forms",
    "people.doors",
    "takeover.sign_ups.forms",
    "takeover.wishes.forms",
    "takeover.stories.forms",
    "cicc_meetups.forms",
    "cicc_meetups.bookings.forms",
    "cicc_meetups.questions.forms",
    "cicc_meetups.promises.forms",
    "cicc_meetups.practice.forms",
    "pledge.forms",
    "pledge.mirror.forms",
    "help_at_hand.cases.forms",
    "help_at_hand.forms",
}
TEMPLATES = {
    "our_childhood templates": "our_childhood/templates/our_childhood/*.html",
    "takeover templates": "takeover/templates/takeover/*.html",
    "challenges templates": "takeover/challenges/templates/challenges/*.html",
    "takeover.stories templates": "takeover/stories/templates/stories/*.html",
    "cicc_meetups.bookings templates": "cicc_meetups/bookings/templates/bookings/*.html",
    "cicc_meetups.questions templates": "cicc_meetups/questions/templates/questions/*.html",
    "cicc_meetups.promises templates": "cicc_meetups/promises/templates/promises/*.html",
    "cicc_meetups.after templates": "cicc_meetups/after/templates/after/*.html",
    "cicc_meetups.practice templates": "cicc_meetups/practice/templates/practice/*.html",
    "takeover.wishes templates": "takeover/wishes/templates/wishes/*.html",
    "takeover.days templates": "takeover/days/templates/days/*.html",
    "pledge templates": "pledge/templates/pledge/*.html",
    "pledge.mirror templates": "pledge/mirror/templates/mirror/*.html",
    "sign_ups templates": "takeover/sign_ups/templates/sign_ups/*.html",
    "consent templates": "site/templates/consent/*.html",
    "home templates": "site/templates/home/*.html",
    "help_at_hand templates": "site/templates/help_at_hand/*.html",
    "help_at_hand.cases templates": "help_at_hand/cases/templates/cases/*.html",
}
BY_HAND = re.compile(r"""<(?:input|button|select|textarea)\b[^>]*?\sname="([^"{]+)\"""")


def form_fields() -> Iterator[tuple[str, str]]:
    for module in FORMS:
        importlib.import_module(module)
    waiting: list[type] = [forms.BaseForm]
    while waiting:
        form = waiting.pop()
        waiting += form.__subclasses__()
        if form.__module__ in FORMS:
            yield from ((form.__module__, name) for name in getattr(form, "base_fields", ()))


def fields_by_hand() -> Iterator[tuple[str, str]]:
    for name, pattern in TEMPLATES.items():
        for path in Path(settings.ROOT).glob(pattern):
            yield from ((name, field) for field in BY_HAND.findall(path.read_text()))


ASKED = sorted({*form_fields(), *fields_by_hand()})


def undeclared() -> set[tuple[str, str]]:
    return set(ASKED) - {(one.form, one.field) for one in data_map.questions()}


def test_every_question_is_on_the_map() -> None:
    """S1: whoever asks something more says what for and where it goes, with `data_map.asks`."""
    assert {("our_childhood.forms", "age_band"), ("consent templates", "answer")} <= set(ASKED)
    assert undeclared() == set()


def test_a_question_nobody_declared_is_found() -> None:
    """The test above can fail."""
    gone = data_map._questions.pop(("our_childhood.forms", "age_band"))
    try:
        assert undeclared() == {("our_childhood.forms", "age_band")}
    finally:
        data_map._questions["our_childhood.forms", "age_band"] = gone


def test_every_line_says_what_for_and_where_to() -> None:
    for one in data_map.questions():
        assert one.purpose and one.goes_to, one


@pytest.mark.django_db
def test_staff_read_the_map_and_nobody_else(client, django_assert_max_num_queries) -> None:
    """S1: the same lines as docs/data-map.md, read-only, in the admin's reports."""
    address = reverse("data_map")
    assert client.get(address).status_code == 302
    lead = get_user_model().objects.create_superuser(email="lead@heard.example", password="x")
    client.force_login(lead)
    text = client.get(address).content.decode()
    assert "people.contact.email" in text
    assert "14 days after it could not be delivered" in text
    assert "age_band" in text
    assert client.post(address).status_code == 405
