"""Hosts are commended by a rule anybody can check, or by hand with a reason; and the certificate follows."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from accounts.models import User
from certificates.models import Certificate
from consent import withdrawal
from outbox.models import Message
from places.models import Booking
from safeguarding.models import AuditEntry
from takeover import ending
from takeover.commendations import actions, queries, rules, sweeper
from takeover.commendations.enums import Level, Mark
from takeover.commendations.models import Commendation
from takeover.models import Host, Season
from takeover.stories.models import Change
from tests.factories.accounts import UserFactory
from tests.factories.challenges import ChallengeFactory, FitHostFactory, allotment_of
from tests.factories.takeover import SeasonFactory

pytestmark = pytest.mark.django_db
ALL = set(Mark)


@pytest.fixture
def season() -> Season:
    """Over since a month."""
    return SeasonFactory(shift=-100, name="Autumn gone", slug="gone")


def held(season: Season, *, children: int = 3, host: Host | None = None) -> Host:
    """A host with one more takeover on the national day, to which `children` came."""
    host = host or FitHostFactory(season=season)
    days = (season.national_date - timezone.localdate()).days
    challenge = ChallengeFactory(published=True, host=host, season=season, days=days)
    if children:
        given = {"key": f"k{challenge.pk}", "size": children, "state": "attended", "came": children}
        Booking.objects.create(allotment=allotment_of(challenge), **given)
    return host


def changed(host: Host) -> None:
    """Everybody can read what changed because of it."""
    Change.objects.create(
        host=host,
        challenge=host.challenges.first(),
        progress="done",
        words="There is a new room.",
        live=True,
        approved_at=timezone.now(),
        approved_digest="f" * 64,
        sent_at=timezone.now(),
    )


def editor() -> User:
    return UserFactory(editor=True, is_staff=True)


def of(host: Host) -> Commendation:
    return Commendation.objects.get(host=host)


# --- The rule ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "done, level",
    [
        (set(), None),
        (ALL - {Mark.CAME}, None),
        ({Mark.CAME}, Level.TOOK_PART),
        ({Mark.CAME, Mark.MANY}, Level.COMMENDED),
        ({Mark.CAME, Mark.TOLD}, Level.COMMENDED),
        ({Mark.CAME, Mark.CHANGED}, Level.COMMENDED),
        ({Mark.CAME, Mark.MANY, Mark.TOLD}, Level.COMMENDED),
        ({Mark.CAME, Mark.TOLD, Mark.CHANGED}, Level.HIGHLY_COMMENDED),
        ({Mark.CAME, Mark.MANY, Mark.CHANGED}, Level.HIGHLY_COMMENDED),
        (ALL, Level.HIGHLY_COMMENDED),
    ],
)
def test_a_level_follows_from_marks(done: set[Mark], level: Level | None) -> None:
    assert rules.level(done) == level


@pytest.mark.parametrize("takeovers, children, many", [(1, 9, False), (1, 10, True), (2, 2, True)])
def test_many_is_two_takeovers_or_ten_children(takeovers: int, children: int, many: bool) -> None:
    done = rules.marks(takeovers=takeovers, children=children, told=False, changed=False)
    assert (Mark.MANY in done) is many


def test_hosts_are_commended_once_and_told(season: Season) -> None:
    few, many, none = held(season), held(season, children=12), held(season, children=0)
    changed(many)
    assert sweeper.sweep() == {"hosts_commended": 2}
    assert of(few).level == Level.TOOK_PART and of(many).level == Level.HIGHLY_COMMENDED
    assert not Commendation.objects.filter(host=none).exists()
    assert Message.objects.filter(template="host_commended").count() == 2
    assert sweeper.sweep() == {"hosts_commended": 0}
    assert AuditEntry.objects.filter(act="host.commended").count() == 2


def test_nobody_is_commended_while_attendance_can_be_put_right() -> None:
    season = SeasonFactory()
    host = FitHostFactory(season=season)
    challenge = ChallengeFactory(published=True, host=host, season=season, days=-13)
    Booking.objects.create(allotment=allotment_of(challenge), key="k", size=3, state="attended", came=3)
    Season.objects.filter(pk=season.pk).update(starts_date=timezone.localdate().replace(year=2025))
    assert sweeper.sweep() == {"hosts_commended": 0}


def test_the_rule_raises_and_never_lowers(season: Season) -> None:
    host = held(season)
    sweeper.sweep()
    first = Certificate.objects.about(of(host)).good().get()
    changed(host)
    assert sweeper.sweep() == {"hosts_commended": 1}
    assert of(host).level == Level.COMMENDED
    second = Certificate.objects.about(of(host)).good().get()
    first.refresh_from_db()
    assert first.revoked_at is not None and second.kind == "takeover-commended-2"
    Change.objects.all().delete()
    assert sweeper.sweep() == {"hosts_commended": 0}
    assert of(host).level == Level.COMMENDED


def test_a_host_that_is_not_fit_is_not_commended(season: Season) -> None:
    """S23: nothing speaks for a host that children may not meet."""
    host = held(season)
    Host.objects.filter(pk=host.pk).update(suspended_at=timezone.now(), suspended_for="staff")
    assert sweeper.sweep() == {"hosts_commended": 0}


# --- By hand ----------------------------------------------------------------------------------------


def test_what_a_person_gave_the_rule_leaves_alone(season: Season) -> None:
    host = held(season, children=12)
    changed(host)
    actions.give(host=host, season=season, level=Level.TOOK_PART, words="We looked closer.", user=editor())
    assert sweeper.sweep() == {"hosts_commended": 0}
    assert of(host).level == Level.TOOK_PART


def test_what_a_person_took_back_stays_so(season: Season, client: Client) -> None:
    host = held(season)
    sweeper.sweep()
    number = Certificate.objects.about(of(host)).get().shown_number
    assert actions.take_back(commendation=of(host), user=editor())
    assert not actions.take_back(commendation=of(host), user=editor())
    assert sweeper.sweep() == {"hosts_commended": 0}
    assert host.name not in client.get("/takeovers/commended/gone/", follow=True).content.decode()
    assert client.get(f"/certificates/{number}/certificate.pdf").status_code == 404


def test_an_editor_commends_by_hand_at_the_desk(client: Client, season: Season) -> None:
    host = held(season)
    person = editor()
    client.force_login(person)
    assert host.name in client.get(reverse("commendations_desk")).content.decode()
    page = reverse("commendation_host", args=[season.pk, host.pk])
    assert client.post(page, {"level": "4", "words": ""}).status_code == 422  # by hand says why
    client.post(page, {"level": "4", "words": "Children chose the new ward."})
    mine = of(host)
    assert mine.level == Level.OUTSTANDING and mine.given_by == person
    html = client.get("/takeovers/commended/gone/").content.decode()
    assert "Outstanding" in html and "Children chose the new ward." in html
    client.post(reverse("commendation_take_back", args=[mine.pk]))
    assert of(host).taken_by == person


@pytest.mark.parametrize("group, status", [("moderator", 403), ("translator", 404), ("board", 404)])
def test_others_commend_nobody(client: Client, season: Season, group: str, status: int) -> None:
    host = held(season)
    client.force_login(UserFactory(**{group: True}, is_staff=True))
    page = reverse("commendation_host", args=[season.pk, host.pk])
    response = client.post(page, {"level": "4", "words": "Mine."})
    assert response.status_code == (302 if status == 403 else 404)
    assert not Commendation.objects.exists()
    assert Permission.objects.filter(codename="change_commendation").exists()


@pytest.mark.parametrize("count", [1, 3])
def test_marks_cost_the_same_queries_for_any_number(
    season: Season, django_assert_num_queries: Any, count: int
) -> None:
    """Hosts; takeovers, who came, stories, what changed, commendations."""
    for _ in range(count):
        held(season)
    today = timezone.localdate()
    with django_assert_num_queries(6):
        assert len(queries.rows(season, queries.hosts_of(season, today), today)) == count


# --- For everybody, and for the host ----------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_the_wall_costs_the_same_queries_for_any_number(
    client: Client, season: Season, django_assert_num_queries: Any, count: int
) -> None:
    """Seasons, regions for the form (twice: asked and shown), how many, and them; the frame's three."""
    for _ in range(count):
        held(season)
    sweeper.sweep()
    client.get("/takeovers/commended/gone/")
    with django_assert_num_queries(4):
        response = client.get("/takeovers/commended/gone/")
    assert len(response.context["rows"]) == count
    assert not response.cookies and "public" in response["Cache-Control"]


def test_the_wall_is_narrowed_by_region_and_speaks_other_languages(client: Client, season: Season) -> None:
    held(season, host=FitHostFactory(season=season, authority_id="E09000007", name="Camden Clocks"))
    held(season, host=FitHostFactory(season=season, authority_id="E08000035", name="Leeds Lamps"))
    sweeper.sweep()
    polish, _ = Locale.objects.get_or_create(language_code="pl")
    season.copy_for_translation(polish).save()
    html = client.get("/pl/takeovers/commended/gone/?region=E12000007").content.decode()
    assert "Camden Clocks" in html and "Leeds Lamps" not in html
    assert client.get("/takeovers/commended/never-was/").status_code == 404
    assert client.get("/takeovers/commended/gone/?region=nonsense&page=99").status_code == 200


def test_before_anybody_is_commended_the_page_says_how(client: Client) -> None:
    html = client.get("/takeovers/commended/").content.decode()
    assert "Nobody is here yet." in html and str(Mark.CHANGED.label) in html


def test_a_host_reads_what_it_has_and_what_is_to_do(client: Client, season: Season, assets: Any) -> None:
    host = held(season)
    sweeper.sweep()
    client.force_login(host.registration.owner)
    assert reverse("commendations:mine") in client.get(reverse("takeover:host")).content.decode()
    html = client.get(reverse("commendations:mine")).content.decode()
    number = Certificate.objects.about(of(host)).get().shown_number
    assert "Took part" in html and number in html and "takeover-commended-1.svg" in html
    assert str(Mark.TOLD.label) in html
    paper = client.get(f"/certificates/{number}/certificate.pdf")
    assert paper.content.startswith(b"%PDF")


def test_a_host_that_leaves_is_named_nowhere(client: Client, season: Season) -> None:
    host = held(season)
    name = host.name
    sweeper.sweep()
    number = Certificate.objects.about(of(host)).get().number
    withdrawal.withdraw(subject=host.registration, by="system", route=ending.LEFT)
    assert not Commendation.objects.exists()
    assert Certificate.objects.get(number=number).who == ""
    assert name not in client.get("/takeovers/commended/", follow=True).content.decode()
