"""The demo is seeded the way real films go, and only where a demo may be."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from accounts.models import User
from config.demo import base, films, many, staff, stages, way
from config.demo.words import QUESTIONS
from home.models import HomePage
from moderation.models import Decision
from our_childhood.demo.stories import home
from our_childhood.models import Film, Prompt
from safeguarding.models import AuditEntry

pytestmark = pytest.mark.django_db(transaction=True)


def test_refuses_where_children_are(settings: Any) -> None:
    """Production has no demo: nothing is written, and nobody can sign in with a printed password."""
    settings.DEMO = False
    with pytest.raises(CommandError, match="not a demo"):
        call_command("seed")
    assert not User.objects.exists()
    assert not Prompt.objects.exists()


@pytest.fixture
def begun(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was seeded, in order, by seeders that only say so."""
    names: list[str] = []
    for every in (stages.STAGES, stages.LARGE):
        for name in every:
            monkeypatch.setitem(every, name, partial(names.append, name))
    return names


@pytest.mark.parametrize("stage", [*stages.STAGES, *stages.LARGE])
def test_each_stage_is_reached_after_what_it_needs(begun: list[str], stage: str) -> None:
    """A stage that the command offers runs last and once, after the base and all that its needs need."""
    call_command("seed", stage=stage, verbosity=0)
    assert begun[0] == "base" and begun[-1] == stage
    assert len(begun) == len(set(begun))
    for name in begun:
        needs = stages.NEEDS.get(name, ())
        assert set(needs) <= set(begun[: begun.index(name)]), name


def test_all_stages_run_in_an_order_that_meets_their_needs(begun: list[str]) -> None:
    call_command("seed", verbosity=0)
    assert begun == list(stages.STAGES)
    for name, needs in stages.NEEDS.items():
        if name in begun:
            assert set(needs) <= set(begun[: begun.index(name)]), name


def test_base_can_be_run_again() -> None:
    """What is there stays, and what an editor changed stays changed."""
    base.seed()
    Prompt.objects.filter(slug=QUESTIONS[0].slug, locale__language_code="en").update(question="Ours now?")
    before = (Prompt.objects.count(), HomePage.objects.count(), User.objects.count())
    base.seed()
    assert (Prompt.objects.count(), HomePage.objects.count(), User.objects.count()) == before
    assert Prompt.objects.count() == 3 * len(QUESTIONS)
    assert Prompt.objects.filter(question="Ours now?").count() == 1


def test_every_printed_sign_in_opens() -> None:
    base.seed()
    for who in staff.sign_ins():
        user = authenticate(None, email=who.email, password=who.password)
        assert user is not None, who.role
        assert user.is_staff


@pytest.mark.media
@pytest.mark.slow
def test_a_story_goes_the_real_way(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """S7, S13, S22: a grown-up's yes, two people who watched it, the gate; a second run adds nothing."""
    # Given a demo of one short story
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "video"]}
    }
    story = replace(home.STORY, seconds=2.0, cues=((0.2, 1.8, "[paper taps]"),))
    monkeypatch.setattr(films, "STORIES", (story,))
    base.seed()
    # When it is seeded, twice
    films.seed()
    films.seed()
    # Then it is public, and by nobody's shortcut
    film = Film.objects.public().get()
    assert film.captions.startswith("WEBVTT")
    assert film.description == story.description
    approvals = Decision.objects.filter(subject_id=str(film.pk), verdict="approve")
    assert {who.decided_by.email for who in approvals} == {
        "moderator1@heard.example",
        "moderator2@heard.example",
    }
    acts = set(
        AuditEntry.objects.filter(subject=f"our_childhood.film:{film.pk}").values_list("act", flat=True)
    )
    assert {"film.received", "film.consent_given", "film.seen", "film.cleared", "film.released"} <= acts
    assert way.sent(films.journey(story)) == film


def test_many_rows_share_one_set_of_files(django_assert_num_queries: Any) -> None:
    """The rows a benchmark measures with are like real ones to whoever lists them."""
    base.seed()
    assert many.seed(30) == 30
    assert many.seed(30) == 0
    assert Film.objects.public().count() == 30
    assert {film.video.public_prefix for film in Film.objects.select_related("video")} == {many.PREFIX}
