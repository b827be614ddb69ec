"""What machines found stands in one place on the desk, with where; and decides nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from moderation import memory
from moderation.enums import Memory, Verdict
from our_childhood.desk import flags
from our_childhood.models import Film
from tests.factories.accounts import UserFactory
from tests.factories.moderation import film_in_review, give
from tests.moderation.test_memory import known, pictures

pytestmark = pytest.mark.django_db

CAPTIONS = """WEBVTT

00:01.000 --> 00:03.000
Hello, this is my den.

01:02.500 --> 01:04.000
My name is Robin and he hits me.
"""


def flagged(**source: Any) -> Film:
    film = film_in_review()
    film.video.source = source
    film.video.save(update_fields=["source"])
    return film


def test_everything_found_is_shown_with_its_place(client: Client) -> None:
    """S20, S21, S29: flashes with their moment, words with the caption they are in, worst first."""
    film = flagged(
        flashes=[{"kind": "red", "start": 61.0, "end": 63.5, "a_second": 5.0}], findings={"damaged": True}
    )
    Film.objects.filter(pk=film.pk).update(captions=CAPTIONS)
    film = Film.objects.select_related("video").get(pk=film.pk)
    found = flags.panel(film).found
    assert [(flag.urgent, flag.clock) for flag in found[:2]] == [(True, "1:01"), (True, "1:02")]
    assert ("a name", "My name is Robin", "1:02") in [(flag.what, flag.words, flag.clock) for flag in found]
    assert [flag.words for flag in found].count("hits me") <= 1
    assert any("damaged" in flag.what for flag in found)

    client.force_login(UserFactory(moderator=True))
    shown = client.get(reverse("review_film", args=[film.pk])).content.decode()
    assert "red flashing, more than three times a second" in shown
    assert "1:01 to 1:03" in shown
    assert 'data-seek="61.0"' in shown


def test_a_film_like_one_that_went_is_a_flag_and_no_verdict() -> None:
    """The reviewer may approve it: a match is for a person, nothing more."""
    memory.remember(fingerprints=pictures(1, 2, 3), why=Memory.WITHDRAWN)
    film = known(film_in_review(), 1, 2, 9)
    (flag,) = [flag for flag in flags.panel(film).found if "here before" in flag.what]
    assert flag.where.startswith("2 pictures of 3, taken back in ")
    assert not flag.urgent
    assert give(film, UserFactory(moderator=True), Verdict.APPROVE, people=1) is not None


def test_a_refused_film_is_not_like_itself() -> None:
    film = known(film_in_review(), 1, 2)
    give(film, UserFactory(moderator=True), Verdict.REFUSE, reason="name")
    film = Film.objects.get(pk=film.pk)
    assert memory.look(film.video.fingerprints)
    assert flags.panel(film).found == []


def test_a_film_from_before_the_check_says_so() -> None:
    """'Nothing found' and 'not looked' are different things."""
    assert flags.panel(flagged(seconds=3.0)).unseen
    assert not flags.panel(flagged(seconds=3.0, flashes=[])).unseen


def test_a_voice_alone_is_explained_and_trouble_shown(client: Client) -> None:
    from video.enums import Stage

    film = flagged(flashes=[])
    video = film.video
    video.hide_picture, video.stage, video.trouble = True, Stage.STUCK, "ffmpeg ended with 69"
    video.save()
    client.force_login(UserFactory(moderator=True))
    shown = client.get(reverse("review_film", args=[film.pk])).content.decode()
    assert "A voice alone" in shown
    assert "ffmpeg ended with 69" in shown
