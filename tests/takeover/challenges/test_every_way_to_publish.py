"""S13, S23, design 3.5: every way to publish that Wagtail and Django offer, tried without a right to.

Each challenge lacks exactly one thing. All ways are refused, whoever asks.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from wagtail.actions.create import CreateAction
from wagtail.actions.edit import EditAction
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.models import Revision, TaskState, WorkflowState

from accounts.models import User
from moderation.models import Decision
from safeguarding import actions as safeguarding
from takeover.challenges import actions, gate
from takeover.challenges.enums import Blocker, CalledOffFor
from takeover.challenges.models import Challenge
from takeover.models import Host
from tests.factories import challenges as make
from tests.factories.accounts import UserFactory
from tests.moderation.lacking import attempt

pytestmark = pytest.mark.django_db


def without_anybody() -> Challenge:
    return make.sent()


def with_one_person() -> Challenge:
    challenge = make.sent()
    make.decide(challenge, UserFactory(moderator=True))
    return challenge


def by_two(challenge: Challenge) -> Challenge:
    """Both decisions are on record, as if the gate had let it through and had been shut since."""
    for check in ("safeguarding", "editorial"):
        state = make.fresh(challenge).current_workflow_task_state
        assert state is not None
        Decision.objects.create(
            subject_type=state.workflow_state.base_content_type,
            subject_id=str(challenge.pk),
            round=state.workflow_state_id,
            check_kind=check,
            verdict="approve",
            digest=challenge.review_digest(),
            decided_by=UserFactory(moderator=True),
        )
    return make.fresh(challenge)


def with_a_suspended_host() -> Challenge:
    return by_two(make.sent(make.FitHostFactory(suspended=True)))


def held() -> Challenge:
    challenge = by_two(make.sent())
    safeguarding.hold(subject=challenge, reason="worry", by="lead", user=UserFactory(lead=True))
    return challenge


def of_the_past() -> Challenge:
    """Its day has come while it waited."""
    challenge = make.sent()
    day = timezone.localdate() - timedelta(days=1)
    return by_two(rewritten(challenge, first_date=day, last_date=day))


def with_other_words() -> Challenge:
    """Two people approved something else (F13)."""
    challenge = by_two(make.sent())
    return rewritten(challenge, decide="You decide nothing at all, and we sell you something instead.")


def for_children_nobody_was_checked_for() -> Challenge:
    """The host was checked for under 16 only (S24)."""
    challenge = by_two(make.sent(oldest=17))
    registration = challenge.host.registration
    registration.sent = {**registration.sent, "ages": "under-16"}
    registration.save()
    return challenge


def rewritten(challenge: Challenge, **words: Any) -> Challenge:
    """Other words in the row and in its newest revision, written past every verb."""
    Challenge.objects.filter(pk=challenge.pk).update(**words)
    row = make.fresh(challenge)
    row.save_revision(clean=False)
    return make.fresh(challenge)


LACKING: dict[str, Callable[[], Challenge]] = {
    "two people": without_anybody,
    "a second person": with_one_person,
    "a fit host": with_a_suspended_host,
    "not being held": held,
    "a day to come": of_the_past,
    "the approved words": with_other_words,
    "ages that were checked": for_children_nobody_was_checked_for,
}


def newest(challenge: Challenge) -> Revision:
    return Revision.objects.for_instance(challenge).order_by("-pk")[0]


def from_the_button(challenge: Challenge, client: Client, user: User) -> None:
    base = "wagtailsnippets_challenges_challenge:"
    data = {"title": challenge.title, "action-publish": "action-publish"}
    for name in ("edit", "unpublish", "delete"):
        client.post(reverse(base + name, args=[challenge.pk]), data)
    client.post(reverse(base + "edit", args=[challenge.pk]), data, headers={"Accept": "application/json"})
    client.post(reverse(base + "add"), data)


def in_bulk(challenge: Challenge, client: Client, user: User) -> None:
    for name in ("publish", "unpublish", "delete"):
        try:
            address = reverse("wagtail_bulk_action", args=["challenges", "challenge", name])
        except NoReverseMatch:
            continue
        client.post(f"{address}?id={challenge.pk}", {"id": challenge.pk})


def by_schedule(challenge: Challenge, client: Client, user: User) -> None:
    """The clock alone publishes nothing (F10)."""
    revision = newest(challenge)
    due = timezone.now() - timedelta(minutes=1)
    Revision.objects.filter(pk=revision.pk).update(
        approved_go_live_at=due, content={**revision.content, "go_live_at": due.isoformat()}
    )
    attempt(lambda: call_command("publish_scheduled"))
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)


def by_the_workflow(challenge: Challenge, client: Client, user: User) -> None:
    for state in TaskState.objects.for_instance(challenge).filter(status="in_progress"):
        for one in (state, state.specific):
            attempt(lambda one=one: one.approve(user=user))
    round_ = WorkflowState.objects.for_instance(challenge).order_by("-pk")[0]
    attempt(lambda: round_.finish(user=user))


def by_wagtails_actions(challenge: Challenge, client: Client, user: User) -> None:
    revision = newest(challenge)
    attempt(lambda: PublishRevisionAction(revision, user=user).execute())
    attempt(lambda: EditAction(challenge, user=user, publish=True).execute())
    attempt(lambda: CreateAction(Challenge(title="New", live=True), user=user).execute())
    attempt(revision.publish)
    attempt(lambda: revision.publish(user=user))
    attempt(lambda: revision.publish(user=user, skip_permission_checks=True))
    attempt(lambda: challenge.publish(revision))


def by_hand(challenge: Challenge, client: Client, user: User) -> None:
    """Not even past every model: the database's own constraint."""
    row = make.fresh(challenge)
    row.live = True
    attempt(row.save)
    attempt(lambda: row.save(update_fields=["live"]))
    attempt(lambda: Challenge.objects.filter(pk=row.pk).update(live=True))
    attempt(lambda: Challenge.objects.bulk_update([row], ["live"]))


WAYS = {
    "button": from_the_button,
    "bulk": in_bulk,
    "schedule": by_schedule,
    "workflow": by_the_workflow,
    "actions": by_wagtails_actions,
    "hand": by_hand,
}


@pytest.mark.parametrize("lacks", LACKING)
def test_no_way_leads_past_the_gate(lacks: str, client: Client) -> None:
    """The mightiest account there can be: superuser and member of every group."""
    user = UserFactory(superuser=True, moderator=True, lead=True, editor=True)
    client.force_login(user)
    challenge = LACKING[lacks]()
    for way in WAYS.values():
        way(make.fresh(challenge), client, user)
        row = make.fresh(challenge)
        assert not row.live and row.approved_at is None and row.approved_digest == "", way.__name__
        assert not Challenge.objects.public().exists()
        assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


def test_with_nothing_lacking_the_gate_opens() -> None:
    """The test above can fail."""
    challenge = by_two(make.sent())
    challenge.publish(newest(challenge))
    assert Challenge.objects.public().get() == challenge


def test_a_live_one_is_never_unpublished_by_a_button(client: Client) -> None:
    challenge = make.approved()
    user = UserFactory(superuser=True, moderator=True, lead=True)
    client.force_login(user)
    from_the_button(challenge, client, user)
    attempt(challenge.unpublish)
    assert make.fresh(challenge).live


def test_called_off_stays_called_off() -> None:
    """Whoever calls off wins over whoever approves a change afterwards."""
    challenge = make.approved()
    actions.call_off(challenge=challenge, why=CalledOffFor.FEW, by="host")
    row = make.fresh(challenge)
    with pytest.raises(gate.NotCleared) as shut:
        row.publish(newest(row))
    assert Blocker.CALLED_OFF in shut.value.blockers


def test_a_host_that_lapses_hides_what_two_people_approved() -> None:
    """S23: at once, by the queryset itself, whoever forgot to tell."""
    challenge = make.approved()
    Host.objects.filter(pk=challenge.host_id).update(suspended_at=timezone.now(), suspended_for="ended")
    assert not Challenge.objects.public().exists()
