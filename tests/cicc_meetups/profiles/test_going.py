"""A council's page goes: taken down, unchecked, held, left, its time over; and stays gone (S8, C, F14)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import storages
from django.test import Client
from django.utils import timezone

import storage
from cicc_meetups import actions as workers
from cicc_meetups.models import Worker
from cicc_meetups.profiles import actions, sweeper
from cicc_meetups.profiles.enums import Route
from cicc_meetups.profiles.models import Profile
from consent import withdrawal
from moderation.enums import Verdict
from people import sweeper as retention
from safeguarding import actions as safeguarding
from tests.factories import between_meetups as make
from tests.factories import councils
from tests.factories.accounts import UserFactory
from tests.factories.wishes import decide

pytestmark = pytest.mark.django_db
MINE = "/meetups/mine/council/"
HERE = "/meetups/councils/"


def text(page: Any) -> str:
    return str(page.content.decode())


def client_of(worker: Worker) -> Client:
    client = Client()
    client.force_login(worker.user)
    return client


def test_taken_down_at_once_words_and_files(django_capture_on_commit_callbacks: Any) -> None:
    """S8, C: the public page, the change in the desk, both logos; nothing is left in storage."""
    worker = make.worker()
    with django_capture_on_commit_callbacks(execute=True):
        page = councils.shown(worker, logo=True)
    page = Profile.objects.get(pk=page.pk)
    change = councils.sent(worker, called="A change")
    address, file = page.get_absolute_url(), page.url
    client = client_of(worker)
    assert "Take the page down?" in text(client.get(f"{MINE}take-down/"))
    assert client.get(f"{MINE}take-down/").status_code == 200 and Client().get(address).status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{MINE}take-down/")
    assert Client().get(address).status_code == 404 and Client().get(file).status_code == 404
    assert page.called not in text(Client().get(HERE))
    for row in Profile.objects.all():
        assert row.withdrawn_by == Route.COUNCIL and not row.called and not row.words and not row.key
    for key in (page.key, change.key):
        with pytest.raises(FileNotFoundError):
            storage.private().facts(key)
    assert not Profile.objects.get(pk=change.pk).current_workflow_state


def test_taking_down_wins_also_when_the_check_is_over() -> None:
    """C: once checked is enough to take down; never checked is a stranger."""
    page = councils.shown(make.worker())
    make.worker(council=page.council)
    Worker.objects.filter(council=page.council_id).update(checked_until=timezone.localdate())
    worker = Worker.objects.filter(council=page.council_id).earliest("pk")
    stranger = make.worker(checked=False, council=page.council)
    assert client_of(stranger).post(f"{MINE}take-down/").status_code == 403
    assert Profile.objects.public().count() == 1
    Worker.objects.filter(pk=worker.pk).update(checked_until=timezone.localdate() - timedelta(days=1))
    assert f"{MINE}take-down/" in text(client_of(worker).get("/meetups/mine/"))
    client_of(worker).post(f"{MINE}take-down/")
    assert not Profile.objects.public().exists()


def test_the_page_goes_when_no_check_counts_and_its_logo_with_the_sweep(
    django_capture_on_commit_callbacks: Any,
) -> None:
    """By query at once, not by a sweep; a new check brings it back with a logo under another address."""
    worker = make.worker()
    with django_capture_on_commit_callbacks(execute=True):
        page = councils.shown(worker, logo=True)
    page = Profile.objects.get(pk=page.pk)
    address, file = page.get_absolute_url(), page.url
    Worker.objects.filter(pk=worker.pk).update(checked_until=timezone.localdate() - timedelta(days=1))
    assert Client().get(address).status_code == 404
    assert page.called not in text(Client().get(HERE)) and address not in text(
        Client().get("/sitemap-councils.xml")
    )
    sweeper.sweep()
    assert Client().get(file).status_code == 404 and not Profile.objects.get().shown_key
    assert sweeper.sweep()["council_logos_put_right"] == 0
    Worker.objects.filter(pk=worker.pk).update(checked_until=timezone.localdate())
    sweeper.sweep()
    again = Profile.objects.get().url
    assert again and again != file and again in text(Client().get(address))


def test_a_council_that_leaves_takes_its_page_along(django_capture_on_commit_callbacks: Any) -> None:
    """S8: with the last worker, in the same transaction; by moving away too."""
    worker = make.worker()
    with django_capture_on_commit_callbacks(execute=True):
        page = councils.shown(worker, logo=True)
        councils.sent(worker, called="A change")
    file = Profile.objects.get(pk=page.pk).url
    with django_capture_on_commit_callbacks(execute=True):
        withdrawal.withdraw(subject=worker, by="system", route="left")
    assert not Profile.objects.here().exists() and not Profile.objects.exclude(words="").exists()
    assert Client().get(file).status_code == 404
    mover = make.worker()
    councils.shown(mover)
    workers.register(
        user=mover.user,
        authority=mover.council.authority_id,
        council=None,
        council_name="Somewhere else",
        facts={"name": mover.name, "role": mover.role, "phone": mover.phone},
        language="en",
    )
    assert not Profile.objects.here().exists()


def test_what_was_taken_down_stays_down_after_a_restore(django_capture_on_commit_callbacks: Any) -> None:
    """F14: the row comes back as a backup had it; the ledger of withdrawals takes it down again."""
    page = councils.shown(make.worker())
    kept = Profile.objects.filter(pk=page.pk).values().get()
    with django_capture_on_commit_callbacks(execute=True):
        actions.take_down(council=page.council, by="system", route=Route.COUNCIL)
    kept.pop("id")
    Profile.objects.filter(pk=page.pk).update(**kept)
    assert page.called in text(Client().get(HERE))
    with django_capture_on_commit_callbacks(execute=True):
        withdrawal.replay(by="system", everything=True)
    assert not Profile.objects.here().exists() and page.called not in text(Client().get(HERE))


def test_held_it_is_gone_and_lifted_it_is_back(django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        page = councils.shown(make.worker(), logo=True)
    page = Profile.objects.get(pk=page.pk)
    with django_capture_on_commit_callbacks(execute=True):
        safeguarding.hold(subject=page, reason="reviewer", by="user:1")
    assert Client().get(page.get_absolute_url()).status_code == 404
    assert not storages["public"].exists(page.shown_key)
    worker = Worker.objects.get(council=page.council_id)
    assert "Nobody sees it until we have" in text(client_of(worker).get(MINE))
    with django_capture_on_commit_callbacks(execute=True):
        safeguarding.lift(subject=page, by="user:1", user=UserFactory(lead=True))
    assert Profile.objects.get().url in text(Client().get(page.get_absolute_url()))


@pytest.mark.parametrize(("days", "left"), [(88, 1), (92, 0)])
def test_drafts_and_refusals_have_their_time(days: int, left: int) -> None:
    draft, refused = councils.written(make.worker()), councils.sent(make.worker())
    decide(refused, UserFactory(moderator=True), Verdict.REFUSE, reason="council-person")
    ago = timezone.now() - timedelta(days=days)
    Profile.objects.filter(pk=draft.pk).update(sent_at=ago)
    Profile.objects.filter(pk=refused.pk).update(refused_at=ago)
    retention.sweep()
    assert Profile.objects.exclude(words="").count() == 2 * left
