"""Staff call a challenge off when its host cannot be reached: a reason, two words typed, everybody told."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from outbox.models import Message
from places.enums import State
from safeguarding.models import AuditEntry
from takeover.challenges.models import Challenge
from tests.factories.accounts import UserFactory
from tests.factories.challenges import ChallengeFactory
from tests.factories.sign_ups import SignUpFactory, fresh

pytestmark = pytest.mark.django_db
SAID = {"why": "people", "typed": "call it off"}


def staff(**facts: bool) -> Client:
    client = Client()
    client.force_login(UserFactory(is_staff=True, **facts))
    return client


def test_groups_and_host_are_told_and_nobody_has_a_place() -> None:
    sign_up = SignUpFactory(confirmed=True)
    challenge = sign_up.challenge
    client = staff(moderator=True)
    places = reverse("challenge_places", args=[challenge.pk])
    assert "Call it off" in client.get(places).content.decode()
    off = reverse("challenge_call_off", args=[challenge.pk])
    # a slip of the finger is not enough, and what was chosen stays
    slip = client.post(off, SAID | {"typed": "call"})
    assert slip.status_code == 422 and 'value="people"' in slip.content.decode()
    assert Challenge.objects.get(pk=challenge.pk).called_off_at is None
    before = Message.objects.count()
    assert client.post(off, SAID).status_code == 302
    assert client.post(off, SAID).status_code == 302  # twice is once
    assert Challenge.objects.get(pk=challenge.pk).called_off_for == "people"
    assert fresh(sign_up).booking.state == State.CANCELLED
    assert Message.objects.count() == before + 2
    assert AuditEntry.objects.filter(act="challenge.called_off").count() == 1
    assert "challenge_call_off" not in client.get(places).content.decode()
    assert off not in client.get(places).content.decode()


@pytest.mark.parametrize("who", ["editor", "translator"])
def test_nobody_else_does(who: str) -> None:
    challenge = ChallengeFactory(published=True)
    assert (
        staff(**{who: True}).post(reverse("challenge_call_off", args=[challenge.pk]), SAID).status_code == 404
    )
    assert Challenge.objects.get(pk=challenge.pk).called_off_at is None
