"""The desk's lists of reports and appeals: who gets in, what comes first, what each press does (S14, S15)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from moderation.enums import Check, Verdict
from moderation.models import Appeal, Report
from our_childhood.models import Film
from safeguarding.models import AuditEntry, Concern
from tests.factories.accounts import UserFactory
from tests.factories.moderation import film_in_review, fresh, give
from tests.factories.our_childhood import FilmFactory
from tests.factories.told import appeal, report, watched

pytestmark = pytest.mark.django_db
TOLD, APPEALS = "/admin/told/", "/admin/appeals/"


@pytest.fixture
def moderator(client: Client) -> Any:
    user = UserFactory(moderator=True)
    client.force_login(user)
    return user


@pytest.fixture
def film() -> Film:
    return FilmFactory(public=True, description="A boat of card.")


def refused() -> Film:
    film = film_in_review()
    give(film, UserFactory(moderator=True), Verdict.REFUSE, reason="school")
    return fresh(film)


@pytest.mark.parametrize(
    "who", [{"editor": True}, {"translator": True}, {"superuser": True, "is_staff": True}]
)
def test_nobody_else_learns_that_there_is_a_report(client: Client, film: Film, who: dict[str, bool]) -> None:
    """404 for list, page and act; being a superuser gives no say."""
    told = report(film)
    client.force_login(UserFactory(**who))
    for path in (TOLD, APPEALS, f"{TOLD}{told.pk}/"):
        assert client.get(path).status_code == 404
    assert client.post(f"{TOLD}{told.pk}/", {"act": "hold"}).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_cost_the_same_for_any_number(
    client: Client, moderator: Any, django_assert_num_queries: Any, rows: int
) -> None:
    for _ in range(rows):
        report(FilmFactory(public=True, description="A boat."), words="Look")
        appeal(refused())
    for path, queries in ((TOLD, 15), (APPEALS, 15)):
        client.get(path)
        with django_assert_num_queries(queries):
            page = client.get(path)
        assert len(page.context["page"].object_list) == rows


def test_late_comes_first_and_settled_only_when_asked(client: Client, moderator: Any, film: Film) -> None:
    soon, late, settled = report(film), report(film), report(film)
    now = timezone.now()
    Report.objects.filter(pk=late.pk).update(due_at=now - timedelta(hours=1))
    Report.objects.filter(pk=settled.pk).update(outcome="fine", closed_at=now)
    rows = {state: client.get(f"{TOLD}?state={state}").context["page"] for state in ("", "late", "settled")}
    assert list(rows[""].object_list) == [late, soon]
    assert list(rows["late"].object_list) == [late]
    assert list(rows["settled"].object_list) == [settled]
    assert "too late" in client.get(TOLD).content.decode()


def test_words_are_only_on_the_reports_own_page_and_each_look_is_on_record(
    client: Client, moderator: Any, film: Film
) -> None:
    """S22."""
    told = report(film, words="the blue door")
    assert "the blue door" not in client.get(TOLD).content.decode()
    assert not AuditEntry.objects.filter(act="report.opened").exists()
    assert "the blue door" in client.get(f"{TOLD}{told.pk}/").content.decode()
    assert AuditEntry.objects.filter(act="report.opened", actor=f"user:{moderator.pk}").count() == 1


def test_presses_do_what_they_say(client: Client, moderator: Any, film: Film) -> None:
    """Put away, raise, nothing wrong; a moderator is offered no taking down."""
    told = report(film, words="the blue door")
    path = f"{TOLD}{told.pk}/"
    page = client.get(path).content.decode()
    assert "Watch the film first." in page
    assert "take-down" not in page
    assert client.post(path, {"act": "fine"}).status_code == 302
    assert Report.objects.open().exists()
    client.post(path, {"act": "hold"})
    assert fresh(film).held_at is not None
    client.post(path, {"act": "raise", "level": "amber"})
    concern = Concern.objects.get()
    assert (concern.words, concern.raised_by) == ("the blue door", moderator)
    watched(film, moderator)
    client.post(path, {"act": "fine"})
    assert Report.objects.get().outcome == "fine"
    assert fresh(film).held_at is None
    assert client.post(path, {"act": "anything"}).status_code == 404


def test_lead_takes_down_with_a_tick(client: Client, film: Film) -> None:
    client.force_login(UserFactory(lead=True))
    told = report(film)
    path = f"{TOLD}{told.pk}/"
    client.post(path, {"act": "take-down"})
    assert fresh(film).withdrawn_at is None
    client.post(path, {"act": "take-down", "sure": "on"})
    assert fresh(film).withdrawn_at is not None
    assert client.get(path).status_code == 200


def test_appeal_is_settled_from_its_page(client: Client, moderator: Any) -> None:
    film = refused()
    asked = appeal(film)
    path = f"{APPEALS}{asked.pk}/"
    assert "Watch the film first." in client.get(path).content.decode()
    # The desk's own player counts the preview of a refused film as having watched it.
    preview = film.video.renditions.get(kind="preview")
    client.get(f"/admin/films/{film.pk}/media/{preview.name}")
    assert AuditEntry.objects.filter(act="film.seen", actor=f"user:{moderator.pk}").exists()
    assert client.post(path, {"act": "stay"}).status_code == 422
    client.post(path, {"act": "again"})
    assert Appeal.objects.get().outcome == "again"
    assert fresh(film).refused_at is None


def test_film_that_was_approved_by_the_moderator_waits_for_another(client: Client, film: Film) -> None:
    from moderation import queries

    approver = queries.decisions(film).first().decided_by
    client.force_login(approver)
    told = report(film)
    watched(film, approver, Check.EDITORIAL)
    page = client.get(f"{TOLD}{told.pk}/").content.decode()
    assert "You approved this film" in page
    client.post(f"{TOLD}{told.pk}/", {"act": "fine"})
    assert Report.objects.open().exists()
