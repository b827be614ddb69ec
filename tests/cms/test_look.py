"""Forms drawn so that software which reads pages aloud finds hint and error (S27)."""

from __future__ import annotations

import pytest
from django import forms
from django.template import engines
from django.test import RequestFactory

from cms.templatetags import look


class Answers(forms.Form):
    age = forms.ChoiceField(
        choices=[("a", "4 to 6"), ("b", "7 to 9")], widget=forms.RadioSelect, help_text="A group."
    )
    email = forms.EmailField(help_text="Your grown-up's.")
    sure = forms.BooleanField(help_text="Look again.")


def render(source: str, **context: object) -> str:
    return engines["django"].from_string(source).render(context, RequestFactory().get("/"))


def test_a_control_names_its_hint_and_then_its_error() -> None:
    field = Answers({"email": "nonsense"})["email"]
    html = render('{% include "components/field.html" %}', field=field)
    assert 'aria-describedby="id_email_hint id_email_error"' in html
    assert 'id="id_email_hint"' in html and 'id="id_email_error"' in html
    assert 'aria-invalid="true"' in html


def test_every_id_that_is_referred_to_is_there_once() -> None:
    form = Answers({})
    html = render('{% for field in form %}{% include "components/field.html" %}{% endfor %}', form=form)
    for field in form:
        for name in look.described_by(field).split():
            assert html.count(f'id="{name}"') == 1, name


def test_each_error_links_to_a_control_that_is_there() -> None:
    form = Answers({})
    html = render(
        '{% include "components/error_summary.html" %}'
        '{% for field in form %}{% include "components/field.html" %}{% endfor %}',
        form=form,
    )
    for field in form:
        assert f'href="#{look.first_id(field)}"' in html
        assert f'id="{look.first_id(field)}"' in html


def test_a_form_without_errors_has_no_summary() -> None:
    assert render('{% include "components/error_summary.html" %}', form=Answers()).strip() == ""


def test_the_label_of_a_page_of_one_question_is_its_heading() -> None:
    html = render('{% include "components/field.html" with page=True %}', field=Answers()["age"])
    assert html.count("<h1") == 1 and "<legend" in html


def test_stones_say_in_words_where_one_is() -> None:
    html = render('{% include "components/stones.html" with step=3 steps=5 %}')
    assert "Step 3 of 5" in html
    assert html.count("stone--done") == 2 and html.count("stone--here") == 1
    assert 'aria-hidden="true"' in html


@pytest.mark.parametrize(
    ("words", "mark", "expected"),
    [
        ("It is really so.", "really", "It is <em>really</em> so."),
        ("It is so.", "gone", "It is so."),
        ("It is so.", "", "It is so."),
        ("<b>really</b>", "really", "&lt;b&gt;<em>really</em>&lt;/b&gt;"),
    ],
)
def test_a_claim_is_marked_and_never_trusted(words: str, mark: str, expected: str) -> None:
    assert render("{% load look %}{{ words|marked:mark }}", words=words, mark=mark) == expected


def test_a_film_player_offers_the_best_first_and_never_starts_by_itself() -> None:
    """S4."""
    html = render(
        '{% include "components/film_player.html" with title="Otter" master="/m.m3u8" %}',
        streams=[{"url": "/av1.mp4", "type": "a"}, {"url": "/h264.mp4", "type": "b"}],
        captions=[{"url": "/c.vtt", "language": "en", "label": "English"}],
    )
    assert html.index("/m.m3u8") < html.index("/av1.mp4") < html.index("/h264.mp4")
    assert "autoplay" not in html and 'preload="none"' in html and "controls" in html
    assert 'kind="captions"' in html
