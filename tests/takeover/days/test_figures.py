"""How days were: whole for staff, safe for everybody, and where two sides differ (S11)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from people import sweeper
from safeguarding.models import AuditEntry
from takeover.challenges.models import Challenge
from takeover.days import actions, figures, rules
from takeover.days.enums import Face, Side, Voice
from takeover.days.models import Feedback
from takeover.models import Season
from tests.factories import days as make
from tests.factories.accounts import UserFactory
from tests.factories.challenges import ChallengeFactory

pytestmark = pytest.mark.django_db


def said(challenge: Challenge, *faces: int, voice: Voice = Voice.CHILD, words: str = "") -> None:
    """As many rows as `faces`, each the same to all three questions."""
    for number, face in enumerate(faces):
        Feedback.objects.create(
            challenge=challenge,
            voice=voice,
            key=f"{voice}{challenge.pk}-{number}",
            first=face,
            second=face,
            third=face,
            words=words,
            has_words=bool(words),
        )


def over(challenge: Challenge) -> Season:
    """The challenge's season, and so long over that its figures are shown."""
    Season.objects.filter(pk=challenge.season_id).update(
        starts_date=timezone.localdate() - timedelta(days=60),
        national_date=timezone.localdate() - timedelta(days=50),
        ends_date=timezone.localdate() - rules.SAID_AFTER - timedelta(days=1),
        hosts_from_date=timezone.localdate() - timedelta(days=90),
        hosts_until_date=timezone.localdate() - timedelta(days=70),
        children_from_date=timezone.localdate() - timedelta(days=80),
        children_until_date=timezone.localdate() - timedelta(days=61),
    )
    cache.clear()
    return Season.objects.get(pk=challenge.season_id)


def test_figures_wait_until_nothing_is_added_any_more() -> None:
    """S11: figures of two days would tell one child by subtraction."""
    challenge = ChallengeFactory(published=True)
    said(challenge, *[3] * 9)
    season = over(challenge)
    last = season.ends_date + rules.SAID_AFTER
    assert figures.for_everybody(season, last) is None
    shown = figures.for_everybody(season, last + timedelta(days=1))
    assert shown is not None and shown.people == 9
    assert shown.answers[0].faces == [(Face.YES, 9), (Face.BIT, 0), (Face.NO, 0)]


@pytest.mark.parametrize(
    ("faces", "shown"),
    [
        ([3] * 4, None),
        ([3] * 12 + [2] * 6, [12, 6, 0]),
        ([3] * 12 + [2] * 6 + [1], [12, None, None]),
        ([3] * 20 + [1] * 2, [None, 0, None]),
    ],
)
def test_small_numbers_are_left_out(faces: list[int], shown: list[int | None] | None) -> None:
    """S11: with a companion, since the total is there."""
    challenge = ChallengeFactory(published=True)
    said(challenge, *faces)
    said(challenge, 1, 1, voice=Voice.HOST)
    found = figures.for_everybody(over(challenge), timezone.localdate())
    assert (None if found is None else [number for _, number in found.answers[0].faces]) == shown


def test_the_archive_shows_them(client: Client) -> None:
    challenge = ChallengeFactory(published=True)
    said(challenge, *[3] * 9)
    season = over(challenge)
    text = client.get(reverse("challenges:season", args=[season.slug])).content.decode()
    assert "What children said" in text and "9 children told us" in text


def test_staff_see_where_two_differ_and_read_sentences() -> None:
    sign_up = make.was()
    make.mark(sign_up, Side.HOST, came=1)
    make.mark(sign_up, Side.LEAD, came=3)
    said(sign_up.challenge, 3, words="More cake, please")
    Season.objects.update(starts_date=timezone.localdate() - timedelta(days=5))
    client = Client()
    client.force_login(UserFactory(moderator=True))
    text = client.get(reverse("days_desk")).content.decode()
    assert sign_up.group.name in text and "More cake, please" in text
    assert "Mina" not in text
    assert AuditEntry.objects.filter(act="feedback.read").count() == 1
    for nobody in (UserFactory(translator=True), UserFactory(is_staff=True, is_superuser=True)):
        outsider = Client()
        outsider.force_login(nobody)
        assert outsider.get(reverse("days_desk")).status_code == 404


@pytest.mark.parametrize("many", [1, 3])
def test_the_desk_asks_the_same_for_more(django_assert_num_queries, many: int) -> None:
    challenge = make.coming().challenge
    for _ in range(many):
        row = make.in_days(make.coming(challenge=challenge), -1)
        make.mark(row, Side.HOST, came=1)
        make.mark(row, Side.LEAD, came=3)
        make.in_days(row, 30)
    said(challenge, *[3] * many, words="More cake")
    Season.objects.update(starts_date=timezone.localdate() - timedelta(days=5))
    client = Client()
    client.force_login(UserFactory(moderator=True))
    client.get(reverse("days_desk"))
    # What was read is put on record, and Postgres locks the trail by a query of its own.
    with django_assert_num_queries(16 + 4 + (connection.vendor == "postgresql")):
        client.get(reverse("days_desk"))


def test_sentences_go_after_two_years_and_faces_stay() -> None:
    """S1: by the sweep, from the data map."""
    challenge = ChallengeFactory(published=True)
    said(challenge, 3, words="More cake")
    assert actions.erase_words() == 0
    Feedback.objects.update(said_on=timezone.localdate() - actions.WORDS_KEPT)
    assert sweeper.sweep()["takeover.days.actions.erase_words"] == 1
    row = Feedback.objects.get()
    assert (row.words, row.has_words, row.first) == ("", False, 3)
