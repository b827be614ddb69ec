"""Whatever could name somebody is shown once beside a box, before it is sent (S20)."""

from __future__ import annotations

import pytest
from django import forms

from moderation.looking_again import LooksAgain

pytestmark = pytest.mark.django_db
NAMED = "Ask Mrs Harper about it"


class Form(LooksAgain):
    READ = ("words",)
    words = forms.CharField()
    other = forms.CharField(required=False)


def test_no_box_before_there_is_something_to_look_at() -> None:
    assert "looked" not in Form().fields
    form = Form({"words": "Ask us about it"})
    assert (
        form.is_valid()
        and "looked" not in form.fields
        and form.cleaned_data
        == {
            "words": "Ask us about it",
            "other": "",
        }
    )


def test_a_name_is_shown_and_sent_only_with_a_tick() -> None:
    form = Form({"words": NAMED})
    assert not form.is_valid() and "looked" in form.errors and form.hits[0].words == "Mrs Harper"
    ticked = Form({"words": NAMED, "looked": "on"})
    assert ticked.is_valid() and "looked" not in ticked.cleaned_data


def test_only_what_others_read_is_looked_at() -> None:
    assert Form({"words": "Ask us", "other": NAMED}).is_valid()
