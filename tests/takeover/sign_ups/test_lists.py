"""Every list reads as much for three rows as for one; two groups race for the last places (F12)."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from places.enums import State
from places.models import Allotment, Booking
from takeover.sign_ups.models import SignUp
from tests.at_once import at_once
from tests.factories.accounts import UserFactory
from tests.factories.challenges import ChallengeFactory
from tests.factories.sign_ups import GroupFactory, SignUpFactory, fill, open_now


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def count(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as read:
        assert client.get(path).status_code == 200
    # Postgres asks once more for the end of the audit trail.
    return len([one for one in read if "SAVEPOINT" not in one["sql"] and "pg_advisory" not in one["sql"]])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("what", "queries"), [("groups", 5), ("booking", 11), ("who-comes", 12), ("places", 16), ("desk", 17)]
)
def test_lists_read_the_same_for_one_and_three(what: str, queries: int, settings: Any) -> None:
    """A literal number for each list."""
    settings.STAFF_SECOND_FACTOR = False
    staff = signed_in(UserFactory(moderator=True))
    found = []
    for rows in (1, 3):
        challenge = ChallengeFactory(published=True, capacity=40)
        group = GroupFactory(checked=True)
        lead, host = signed_in(group.lead), signed_in(challenge.host.registration.owner)
        first = SignUpFactory(challenge=challenge, group=group, size=rows, confirmed=True)
        for _ in range(rows - 1):
            SignUpFactory(challenge=challenge, confirmed=True)
        for _ in range(rows):
            SignUpFactory(challenge=ChallengeFactory(published=True), group=group, size=1)
        fill(challenge)
        for _ in range(rows):
            SignUpFactory(challenge=challenge, size=1)
            GroupFactory()
        client, path = {
            "groups": (lead, reverse("sign_ups:groups")),
            "booking": (lead, reverse("sign_ups:booking", args=[first.pk])),
            "who-comes": (host, reverse("sign_ups:who-comes", args=[challenge.pk])),
            "places": (staff, reverse("challenge_places", args=[challenge.pk])),
            "desk": (staff, reverse("group_desk")),
        }[what]
        found.append(count(client, path))
    assert found == [queries, queries]


@pytest.mark.django_db(transaction=True)
def test_two_groups_race_for_the_last_places() -> None:
    """Through the pages, at the same moment: one gets them all, one waits; nobody half, nothing oversold."""
    challenge = open_now(ChallengeFactory(published=True, capacity=10))
    SignUpFactory(challenge=challenge, size=4)
    groups = [GroupFactory(checked=True) for _ in range(4)]
    clients = [signed_in(group.lead) for group in groups]
    path = reverse("sign_ups:ask-group", args=[challenge.pk])

    def press(number: int) -> list[int]:
        said = {"size": "6", "ages": "under-16", "key": f"{number:032x}"}
        return [clients[number].post(path, said).status_code for _ in range(2)]  # a double click

    answers = at_once(*(partial(press, number) for number in range(len(groups))))
    assert answers == [[302, 302]] * 4
    allotment = Allotment.objects.about(challenge).get()
    assert (allotment.taken, allotment.waiting) == (10, 3)
    assert SignUp.objects.filter(group__in=groups).count() == 4
    held = Booking.objects.filter(sign_up__group__in=groups, state=State.HELD)
    assert [booking.size for booking in held] == [6]
