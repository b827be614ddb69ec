"""S21: words of harm in a real form show help at once and raise a concern; never an error, never a wait."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.template.loader import render_to_string
from django.test import Client

import storage
from accounts.models import User
from safeguarding import actions, harm, hearing, sweeper
from safeguarding.enums import Level, Source
from safeguarding.forms import HearsHarm
from safeguarding.models import AuditEntry, Concern
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


class TellUs(HearsHarm, forms.Form):
    what = forms.CharField(widget=forms.Textarea)
    name = forms.CharField(required=False)
    email = forms.EmailField()


def test_form_that_hears_raises_a_concern_whatever_else_is_wrong_in_it() -> None:
    """A child who forgot the e-mail is heard too; the words are all there for whoever reads."""
    film = UserFactory()
    form = TellUs({"x-what": "He HURTS  me at home", "x-name": "zq", "x-email": ""}, prefix="x")
    assert not form.is_valid()
    assert form.hear(by="child", subject=film)
    concern = Concern.objects.get()
    assert (concern.level, concern.source, concern.subject) == (Level.RED, Source.WORDS, film)
    assert concern.words == "He HURTS  me at home\n\nzq"
    assert AuditEntry.objects.get(act="concern.raised").actor == "child"


def test_plain_words_raise_nothing_and_show_nothing() -> None:
    form = TellUs({"what": "I like boats", "email": "hits-me@post.example"})
    assert not form.hear(by="child")
    assert not Concern.objects.exists()


def test_nothing_is_lost_when_a_concern_cannot_be_raised(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Never an error: kept sealed in private storage, raised by the next sweep, and no word in the log."""
    subject: User = UserFactory()
    with monkeypatch.context() as broken:
        broken.setattr(actions.notices, "raised", lambda concern: 1 / 0)
        assert hearing.hear("zqkeptzq he hits me", by="child", subject=subject)
    assert not Concern.objects.exists()
    kept = [
        b"".join(storage.private().pieces(entry.key))
        for entry in storage.walk(storage.private(), f"{hearing.PREFIX}/")
    ]
    assert len(kept) == 1 and b"zqkeptzq" not in kept[0]
    assert "zqkeptzq" not in caplog.text
    assert sweeper.sweep()["concerns_raised_late"] == 1
    concern = Concern.objects.get()
    assert (concern.words, concern.subject, concern.level) == ("zqkeptzq he hits me", subject, Level.RED)
    assert sweeper.sweep()["concerns_raised_late"] == 0


def test_lists_that_cannot_be_read_show_help_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*texts: str, language: str | None = None) -> Any:
        raise RuntimeError

    monkeypatch.setattr(harm, "found_in", broken)
    assert hearing.hear("anything", by="child")


def test_help_is_a_calm_note_with_numbers_to_touch() -> None:
    """S21, S6: no code, no form, no question; it works without the database."""
    page = render_to_string("components/help_now.html")
    assert 'href="tel:' in page and 'href="tel:999"' in page
    assert "!" not in page.replace("<!", "")


def test_a_child_who_writes_into_the_code_field_is_heard(client: Client) -> None:
    """S21: in any form. The page says where help is before it says that this is no code."""
    answer = client.post("/my-film/", {"code": "my uncle hits me"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.index("You can talk to someone now") < page.index("find a film with this code")
    assert Concern.objects.get().words == "my uncle hits me"
    assert "You can talk" not in client.post("/my-film/", {"code": "7K3-PLUM-RIVER"}).content.decode()


def test_a_search_shows_where_help_is_and_is_kept_by_nobody(client: Client) -> None:
    """S21, S4: no concern can come of a search, since nobody could be found; help can."""
    assert "You can talk to someone now" in client.get("/search/", {"q": "he hits me"}).content.decode()
    assert "You can talk" not in client.get("/search/", {"q": "boats"}).content.decode()
    assert not Concern.objects.exists()


@pytest.mark.parametrize("place", ["beginning", "end"])
def test_of_a_text_no_form_takes_beginning_and_end_are_heard(place: str) -> None:
    """S21, S38: nobody keeps a process busy with two megabytes; a child who writes long is heard."""
    boats = "I like boats. " * 100_000
    words = f"He hits me. {boats}" if place == "beginning" else f"{boats} He hits me."
    form = TellUs({"what": words, "email": "sam@post.example"})
    assert form.hear(by="child")
    concern = Concern.objects.get()
    assert "He hits me" in concern.words
    assert len(concern.words) <= harm.LONGEST_TEXT


def test_what_a_form_takes_is_heard_whole() -> None:
    words = f"{'I like boats. ' * 130} He hits me. {'I like boats. ' * 130}"
    assert harm.looked_at(words) == words
    assert TellUs({"what": words}).hear(by="child")
    assert Concern.objects.get().words == words
