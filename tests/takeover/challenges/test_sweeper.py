"""What time does to challenges; and that nothing is deleted or closed by a clock that jumps (F10)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from safeguarding import actions as safeguarding
from takeover import actions as hosts
from takeover.challenges import actions
from takeover.challenges.models import Arrival, Challenge, Draft
from takeover.challenges.sweeper import MOST_AT_ONCE, sweep
from takeover.models import Host, Registration
from tests.factories import challenges as make
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db


def ago(days: int) -> Any:
    return timezone.localdate() - timedelta(days=days)


def test_whom_a_group_asked_for_goes_fourteen_days_after_the_last_day() -> None:
    """S1: the data map says so. What everybody read stays, for the archive and the copy."""
    recent = make.ChallengeFactory(published=True, first_date=ago(14))
    old = make.ChallengeFactory(published=True, first_date=ago(15))
    Draft.objects.create(
        host=old.host, season=old.season, challenge=old, answers={"contact_name": "Wilhelmina Zebedee"}
    )
    assert sweep()["challenge_people_erased"] == 1
    assert set(Arrival.objects.values_list("challenge", flat=True)) == {recent.pk}
    assert not Draft.objects.exists()
    assert make.fresh(old).title == old.title
    assert sweep()["challenge_people_erased"] == 0


def test_what_is_held_is_not_deleted() -> None:
    """S17."""
    old = make.ChallengeFactory(published=True, first_date=ago(30))
    lead = UserFactory(lead=True)
    safeguarding.hold(subject=old, reason="worry", by="lead", user=lead)
    assert sweep()["challenge_people_erased"] == 0 and Arrival.objects.exists()
    safeguarding.lift(subject=old, by="lead", user=lead)
    assert sweep()["challenge_people_erased"] == 1


def test_what_was_held_when_its_host_was_erased_goes_later() -> None:
    """S8, S17: nothing that a host wrote outlives the hold."""
    challenge = make.approved()
    lead = UserFactory(lead=True)
    safeguarding.hold(subject=challenge, reason="worry", by="lead", user=lead)
    hosts.leave(registration=Registration.objects.get(host=challenge.host), by="host")
    assert make.fresh(challenge).address
    assert sweep()["challenges_erased"] == 0
    safeguarding.lift(subject=challenge, by="lead", user=lead)
    assert sweep()["challenges_erased"] == 1
    assert make.fresh(challenge).address == "" and sweep()["challenges_erased"] == 0


def test_places_that_drifted_are_settled() -> None:
    """A host suspended past every verb: the sweep closes what nobody may see, and opens it again."""
    challenge = make.ChallengeFactory(published=True)
    Host.objects.filter(pk=challenge.host_id).update(suspended_at=timezone.now(), suspended_for="ended")
    assert sweep()["challenges_settled"] == 1
    assert make.allotment_of(challenge).closed_at is not None
    Host.objects.filter(pk=challenge.host_id).update(suspended_at=None, suspended_for="")
    assert sweep()["challenges_settled"] == 1
    assert make.allotment_of(challenge).closed_at is None
    assert sweep()["challenges_settled"] == 0


def test_a_draft_nobody_touches_goes_after_400_days() -> None:
    draft, newer = make.draft(), make.draft()
    Draft.objects.filter(pk=draft.pk).update(touched_at=timezone.now() - timedelta(days=401))
    Draft.objects.filter(pk=newer.pk).update(touched_at=timezone.now() - timedelta(days=399))
    assert sweep()["challenge_drafts_deleted"] == 1
    assert Draft.objects.get() == newer


def test_a_clock_that_jumps_deletes_fifty_at_most() -> None:
    """F10."""
    host = make.FitHostFactory()
    old = timezone.now() - timedelta(days=401)
    for _number in range(MOST_AT_ONCE + 1):
        Draft.objects.create(host=host, season=host.season)
    Draft.objects.update(touched_at=old)
    assert sweep()["challenge_drafts_deleted"] == MOST_AT_ONCE


def test_nobody_at_the_door_is_left_in_the_database() -> None:
    """A search of every table for the name finds nothing, sealed or not in a revision (S8)."""
    challenge = make.approved(contact_name="Wilhelmina Zebedee", day="Zebedee opens the door.")
    hosts.leave(registration=Registration.objects.get(host=challenge.host), by="host")
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            assert "Zebedee" not in str(cursor.fetchall()), table
    assert Challenge.objects.exists() and not actions.Draft.objects.exists()
