"""A challenge is approved while its host is suspended, leaves, or somebody holds it: never shown (S23, F12).

RACES says how many rounds of each; without it there are four on Postgres, and two on SQLite, which lets one
writer at a time begin.
"""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from accounts.models import User
from places.models import Allotment
from safeguarding import actions as safeguarding
from takeover import actions as hosts
from takeover.challenges.models import Challenge
from takeover.enums import SuspendedFor
from tests.at_once import at_once, failures
from tests.factories import challenges as make
from tests.factories.accounts import UserFactory
from tests.factories.moderation import NothingWaits

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
ROUNDS = int(os.environ.get("RACES") or (4 if connection.vendor == "postgresql" else 2))


def _suspend(challenge: Challenge, lead: User) -> object:
    return hosts.suspend(host=challenge.host, reason=SuspendedFor.STAFF, by="user:1", user=lead)


def _hold(challenge: Challenge, lead: User) -> object:
    return safeguarding.hold(subject=challenge, reason="worry", by="user:1", user=lead)


def _leave(challenge: Challenge, lead: User) -> object:
    hosts.leave(registration=challenge.host.registration, by="user:1")
    return True


@pytest.mark.parametrize("stop", [_suspend, _hold, _leave])
def test_approve_and_stop(stop: Callable[[Challenge, User], object]) -> None:
    """Whoever is first: the stop is done, nobody sees the challenge, and no place can be booked."""
    approved = 0
    for _ in range(ROUNDS):
        challenge, lead = make.sent(), UserFactory(lead=True)
        first, second = UserFactory(moderator=True), UserFactory(moderator=True)
        make.decide(challenge, first)
        make.look(challenge, second)

        def approve(challenge: Challenge = challenge, user: User = second) -> bool:
            make.decide(challenge, user, seen=False)
            return True

        yes, stopped = at_once(approve, lambda c=challenge, u=lead: stop(c, u))
        assert not failures([stopped]), repr(stopped)
        # The approval came first, or was told that it cannot be.
        assert yes is True or isinstance(yes, (PermissionDenied, NothingWaits, Challenge.DoesNotExist)), repr(
            yes
        )
        approved += yes is True
        assert not Challenge.objects.public().filter(pk=challenge.pk).exists()
        places = Allotment.objects.about(challenge).first()
        assert places is None or places.closed_at is not None
    print(f"{stop.__name__}: {approved} of {ROUNDS} approvals came first")


def test_approve_and_suspend_in_either_order() -> None:
    """The same, one after the other: what the race above must come to."""
    for first_approves in (True, False):
        challenge, lead, second = make.sent(), UserFactory(lead=True), UserFactory(moderator=True)
        make.decide(challenge, UserFactory(moderator=True))
        make.look(challenge, second)
        if first_approves:
            make.decide(challenge, second, seen=False)
            assert Challenge.objects.public().filter(pk=challenge.pk).exists()
        assert _suspend(challenge, lead)
        if not first_approves:
            with pytest.raises(PermissionDenied):
                make.decide(challenge, second, seen=False)
        assert not Challenge.objects.public().filter(pk=challenge.pk).exists()
        places = Allotment.objects.about(challenge).first()
        assert places is None or places.closed_at is not None
