"""'What changed because of it?': asked once by letter, reminded once, checked by two, public (S32)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from moderation.enums import Verdict
from moderation.models import Report
from outbox.models import Message
from people import sweeper as people_sweeper
from takeover.challenges.models import Challenge
from takeover.stories import actions, queries, sweeper
from takeover.stories.enums import Progress
from takeover.stories.models import Change, ChangeAsk, WriteUp
from tests.factories import stories as make
from tests.factories.accounts import UserFactory
from tests.factories.challenges import ChallengeFactory
from tests.factories.wishes import decide

pytestmark = pytest.mark.django_db
HERE = "/takeovers/changed/"
TODAY = timezone.localdate


def text(page: Any) -> str:
    return str(page.content.decode())


def days_ago(days: int) -> Challenge:
    """A challenge whose last day was `days` ago."""
    made = ChallengeFactory(over=True)
    day = TODAY() - timedelta(days=days)
    Challenge.objects.filter(pk=made.pk).update(first_date=day, last_date=day)
    made.refresh_from_db()
    return made


def letters(kind: str) -> int:
    return Message.objects.filter(template=kind).count()


def test_asked_once_after_three_months_and_reminded_once() -> None:
    """D, F10: neither early nor twice, and nobody about the year before last."""
    for days in (90, 366):
        days_ago(days)
    due = days_ago(91)
    called_off = days_ago(92)
    Challenge.objects.filter(pk=called_off.pk).update(called_off_at=timezone.now(), called_off_for="weather")
    assert sweeper.sweep()["changes_asked"] == 1 and sweeper.sweep()["changes_asked"] == 0
    letter = Message.objects.get(template="change_asked")
    assert letter.to == due.host.registration.owner.email
    assert f"/takeovers/host/stories/changed/{due.pk}/" in str(letter.context)
    soon = TODAY() + timedelta(days=27)
    assert actions.remind_what_changed(soon) == 0
    later = TODAY() + timedelta(days=28)
    assert actions.remind_what_changed(later) == 1 and actions.remind_what_changed(later) == 0
    assert (letters("change_asked"), letters("change_reminded")) == (1, 1)


def test_who_has_answered_is_not_reminded() -> None:
    due = days_ago(100)
    sweeper.sweep()
    make.said(due)
    assert actions.remind_what_changed(TODAY() + timedelta(days=60)) == 0
    assert ChangeAsk.objects.get().reminded_at is None


def test_an_honest_answer_is_checked_and_then_everybodys(client: Client) -> None:
    """S13, S32: not yet, and why; with its day; on its own page and on the story's."""
    due = days_ago(95)
    sweeper.sweep()
    client.force_login(due.host.registration.owner)
    address = f"/takeovers/host/stories/changed/{due.pk}/"
    assert address in text(client.get("/takeovers/host/stories/"))
    page = client.post(address, {"progress": "", "words": "The roof has to be mended first."})
    assert page.status_code == 422 and "The roof has to be mended first." in text(page)
    client.post(address, {"progress": "not_yet", "words": "The roof has to be mended first."})
    change = Change.objects.get()
    for user in (UserFactory(moderator=True), UserFactory(lead=True)):
        assert "The roof" not in text(Client().get(HERE))
        decide(change, user)
    page = Client().get(HERE)
    assert "Not yet" in text(page) and "The roof has to be mended first." in text(page)
    assert due.title in text(page) and not page.cookies
    assert page.headers["Cache-Control"] == "public, max-age=50"
    assert list(queries.changes_of([due])) == [change] and not queries.changes_of([days_ago(5)])
    story = make.shown(actions.send(write_up=make.draft(due), by="system")).page
    assert story is not None
    for address in (f"/takeovers/stories/{story.slug}/", f"/takeovers/{due.pk}/"):
        assert "The roof has to be mended first." in text(Client().get(address)), address
    assert f"/takeovers/stories/{story.slug}/" in text(Client().get(f"/takeovers/{due.pk}/"))


def test_a_new_answer_stands_beside_the_old_one_and_replaces_one_that_waits() -> None:
    due = days_ago(95)
    first = make.public_change(due, "It is on the way, we ordered it.", progress=Progress.ON_THE_WAY)
    waiting = make.said(due, "It is nearly there, I think so.")
    last = make.public_change(due, "It stands in the hall since June.")
    assert list(queries.changes_of([due])) == [last, first]
    assert Change.objects.get(pk=waiting.pk).words == ""


def test_refused_taken_back_told_about(client: Client) -> None:
    due = days_ago(95)
    refused, shown = make.said(due, "We sell the best cakes in town."), None
    decide(refused, UserFactory(moderator=True), Verdict.REFUSE, reason="story-advert")
    shown = make.public_change(due, "The children's cake is on sale.")
    client.force_login(due.host.registration.owner)
    assert "This reads like an advert" in text(client.get("/takeovers/host/stories/"))
    tell = f"{HERE}{shown.pk}/tell-us/"
    assert tell in text(Client().get(HERE))
    Client().post(tell, {"what": ["place"], "form": "abc"})
    assert Report.objects.get().held_it and "on sale" not in text(Client().get(HERE))
    back = f"/takeovers/host/stories/changed/{shown.pk}/take-back/"
    assert "Take it back?" in text(client.get(back))
    client.post(back)
    assert Change.objects.get(pk=shown.pk).words == "" and Client().get(tell).status_code == 404


def test_the_list_costs_the_same_for_three(client: Client, django_assert_num_queries: Any) -> None:
    make.public_change(days_ago(95))
    client.get(HERE)
    with django_assert_num_queries(1):
        client.get(HERE)
    for _ in range(2):
        make.public_change(days_ago(95))
    with django_assert_num_queries(1):
        assert text(client.get(HERE)).count("They told us on") == 3
    assert client.get(f"{HERE}?before=nothing").status_code == 404


def test_what_came_to_nothing_goes_after_a_year() -> None:
    """S1: the sweep runs it from the data map."""
    kept = make.draft()
    old = make.draft()
    WriteUp.objects.filter(pk=old.pk).update(sent_at=timezone.now() - actions.DRAFTS_KEPT)
    assert people_sweeper.sweep()["takeover.stories.actions.erase_old"] == 1
    assert WriteUp.objects.get(pk=old.pk).words == "" and WriteUp.objects.get(pk=kept.pk).words


def test_wagtails_own_addresses_lead_to_the_desks(client: Client) -> None:
    client.force_login(UserFactory(moderator=True))
    change = make.said(days_ago(95))
    for path in ("/admin/changes/", f"/admin/changes/{change.pk}/", "/admin/stories/"):
        assert client.get(path).status_code == 200
    answer = client.get(f"/admin/snippets/stories/change/edit/{change.pk}/")
    assert answer.headers["Location"] == f"/admin/changes/{change.pk}/"
    client.force_login(UserFactory(editor=True))
    assert client.get("/admin/changes/").status_code == 404
