"""A season in numbers for staff and the board: by area and kind, small ones left out (S11), on record."""

from __future__ import annotations

import csv
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from places.models import Booking
from safeguarding.models import AuditEntry
from takeover.challenges import figures
from takeover.models import Season
from tests.factories.accounts import UserFactory
from tests.factories.challenges import ChallengeFactory, FitHostFactory, allotment_of
from tests.factories.takeover import SeasonFactory, waiting_host

pytestmark = pytest.mark.django_db
LEEDS, SHEFFIELD, CAMDEN = "E08000035", "E08000019", "E09000007"


@pytest.fixture
def season() -> Season:
    return SeasonFactory(over=True, target_children=500)


def came(season: Season, authority: str, kind: str, children: int, *, days: int | None = None) -> Any:
    """A takeover of another host, to which `children` came; on the national day, or `days` from today."""
    host = FitHostFactory(season=season, authority_id=authority, kind=kind)
    day = (season.national_date - timezone.localdate()).days if days is None else days
    challenge = ChallengeFactory(published=True, host=host, season=season, days=day)
    booking = {"key": f"k{challenge.pk}", "size": children, "state": "attended", "came": children}
    Booking.objects.create(allotment=allotment_of(challenge), **booking)
    return challenge


def of(season: Season) -> figures.Staff:
    return figures.for_staff(season, timezone.localdate())


def areas(said: figures.Staff) -> dict[str, Any]:
    found = {area.name: area for area in said.areas}
    return found | {line.name: line for area in said.areas for line in area.authorities}


def test_numbers_by_area_and_by_kind(season: Season) -> None:
    came(season, LEEDS, "museum", 12)
    came(season, LEEDS, "police", 7)
    came(season, CAMDEN, "museum", 30)
    waiting_host(season=SeasonFactory())  # of another season
    said = of(season)
    by_area = areas(said)
    assert (said.whole.hosts, said.whole.challenges, said.whole.places, said.whole.children) == (3, 3, 60, 49)
    assert by_area["Leeds"].children == by_area["Yorkshire and the Humber"].children == 19
    assert by_area["Camden"].hosts == 1
    assert "Sheffield" not in by_area  # nothing was there
    assert said.kinds is not None
    assert {line.name: line.children for line in said.kinds if line.hosts} == {
        "Museum, gallery or library": 42,
        "Police, fire or rescue service": 7,
    }
    assert {state.value: number for state, number in said.registered if number} == {"approved": 3}


def test_few_children_cannot_be_worked_out(season: Season) -> None:
    """Three in Sheffield: nor by taking Leeds from the region, for Leeds is left out beside it."""
    came(season, SHEFFIELD, "museum", 3)
    came(season, LEEDS, "museum", 40)
    came(season, CAMDEN, "museum", 30)
    by_area = areas(of(season))
    assert by_area["Sheffield"].children is None and by_area["Leeds"].children is None
    assert by_area["Yorkshire and the Humber"].children == 43


def test_one_table_does_not_tell_what_the_other_leaves_out(season: Season) -> None:
    """Three children in all of England: kinds would add up to the total that areas must not show."""
    came(season, LEEDS, "museum", 3)
    said = of(season)
    assert said.whole.children is None and said.kinds is None
    assert areas(said)["Leeds"].children is None


def test_nobody_is_counted_while_it_can_still_be_put_right() -> None:
    """A number that changes from one day to the next tells who was added (S11)."""
    season, today = SeasonFactory(), timezone.localdate()
    Season.objects.filter(pk=season.pk).update(
        hosts_from_date=today - timedelta(days=90),
        children_from_date=today - timedelta(days=90),
        starts_date=today - timedelta(days=60),
        national_date=today - timedelta(days=30),
        hosts_until_date=today - timedelta(days=61),
        children_until_date=today - timedelta(days=61),
    )
    season.refresh_from_db()
    came(season, LEEDS, "museum", 20, days=-20)
    came(season, CAMDEN, "museum", 9, days=-figures.COUNTED_AFTER.days + 1)
    said = of(season)
    assert said.whole.challenges == 2 and said.whole.children == 20


@pytest.mark.parametrize("count", [1, 3])
def test_figures_cost_the_same_queries_for_any_number(
    season: Season, django_assert_num_queries: Any, count: int
) -> None:
    """Takeovers, who came, authorities, regions, organisations."""
    for _ in range(count):
        came(season, LEEDS, "museum", 9)
    with django_assert_num_queries(5):
        of(season)


def test_the_board_reads_figures_and_nothing_else(client: Client, season: Season) -> None:
    came(season, LEEDS, "museum", 12)
    client.force_login(UserFactory(board=True, is_staff=True))
    html = client.get(reverse("takeover_figures")).content.decode()
    assert "Leeds" in html and "of 500 hoped for" in html
    for name in ("host_desk", "challenge_desk", "group_desk", "days_desk", "wish_desk"):
        assert client.get(reverse(name)).status_code == 404, name
    menu = client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("takeover_figures") in menu and reverse("host_desk") not in menu


def test_a_table_taken_away_is_on_record_and_leaves_out_the_same(client: Client, season: Season) -> None:
    came(season, SHEFFIELD, "museum", 3)
    came(season, LEEDS, "museum", 40)
    person = UserFactory(board=True, is_staff=True)
    client.force_login(person)
    answer = client.post(reverse("takeover_figures"), {"season": season.pk})
    taken, columns, *rows = csv.reader(b"".join(answer.streaming_content).decode().splitlines())
    entry = AuditEntry.objects.get(act="season.figures_exported")
    assert taken[1] == f"user:{person.pk}" and taken[5] == str(entry.pk)
    line = next(row for row in rows if row[columns.index("name")] == "Sheffield")
    assert line[columns.index("children who came")] == "left out"


def test_who_may_not_read_figures_learns_nothing(client: Client) -> None:
    client.force_login(UserFactory(translator=True, is_staff=True))
    assert client.get(reverse("takeover_figures")).status_code == 404
