"""What the pages of takeovers cost, and how hard they are to read."""

from __future__ import annotations

import gzip
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from geography.models import LocalAuthority
from takeover.challenges import finding
from takeover.challenges.enums import Access
from takeover.challenges.models import Challenge
from takeover.models import Host
from tests import reading
from tests.factories.challenges import ChallengeFactory, FitHostFactory
from tests.factories.takeover import SeasonFactory

pytestmark = pytest.mark.django_db


def test_a_child_of_nine_can_read_our_words(client: Client) -> None:
    """Look and words: reading age 9, 12 words a sentence; hosts' own words are theirs."""
    SeasonFactory()
    ours = ChallengeFactory(published=True, decide="You pick.", day="", access=[], title="Zoo")
    Host.objects.filter(pk=ours.host_id).update(name="Zoo")
    for address in (f"/takeovers/{ours.pk}/",):
        found = reading.sentences(client.get(address).content.decode())
        long = [sentence for sentence in found if len(reading.words(sentence)) > 12]
        assert (reading.index(found) <= reading.READ_AT_NINE, long) == (True, []), address


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_queries_for_any_number(
    client: Client, django_assert_num_queries: Any, count: int
) -> None:
    """Areas, challenges, their places, seasons to come and before; once a minute the index."""
    for _ in range(count):
        ChallengeFactory(published=True)
        SeasonFactory(over=True)
    client.get("/takeovers/")
    with django_assert_num_queries(5):
        client.get("/takeovers/")
    with django_assert_num_queries(5):
        client.get("/takeovers/", {"kind": "museum", "age": "7-9", "of_us": 2, "access": "step-free"})
    finding.forget()
    with django_assert_num_queries(6):
        client.get("/takeovers/")


def test_a_full_page_keeps_its_budget(client: Client) -> None:
    """Look: 15 KB of HTML as caches send it, with the map, every filter set and a dozen full cards."""
    codes = list(LocalAuthority.objects.values_list("code", flat=True))
    for number in range(14):
        ChallengeFactory(
            published=True,
            title=f"Run the whole of the museum for one long day {number}",
            host=FitHostFactory(authority_id=codes[number * 9]),
            access=Access.values,
        )
    query = {
        "kind": "museum",
        "since": timezone.localdate().isoformat(),
        "until": (timezone.localdate() + timedelta(days=300)).isoformat(),
        "age": "10-12",
        "of_us": 2,
        "access": Access.values,
    }
    response = client.get("/takeovers/", query, follow=True)
    assert len(response.context["cards"]) == 12
    assert len(gzip.compress(response.content, 6)) <= 15 * 1024


def test_the_index_walks_the_days_and_no_past_season() -> None:
    """What is over is never read: the database starts at today in its index of what is shown."""
    host = FitHostFactory()
    for number in range(60):
        ChallengeFactory(published=True, host=host, days=-number)
    wanted = (
        Challenge.objects.public().filter(first_date__gte=timezone.localdate()).order_by("first_date", "id")
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
    assert "challenge_shown" in wanted.explain()
