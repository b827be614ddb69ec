"""A lead leaves: places go on to whoever waits, and nothing is left that names anybody (S8)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from outbox.models import Message
from places.enums import State
from places.models import Allotment, Booking
from takeover.sign_ups import sweeper
from takeover.sign_ups.models import Group, Key, SignUp, Ticket
from tests.factories.challenges import ChallengeFactory
from tests.factories.sign_ups import GroupFactory, SignUpFactory

pytestmark = pytest.mark.django_db


def signed_in(group: Group) -> Client:
    client = Client()
    client.force_login(group.lead)
    return client


def test_looking_deletes_nothing() -> None:
    group = GroupFactory(checked=True)
    page = signed_in(group).get(reverse("sign_ups:group-leave"))
    assert page.status_code == 200
    assert "Delete everything" in page.content.decode()
    assert Group.objects.filter(pk=group.pk).exists()


def test_leaving_gives_places_on_and_forgets_everybody() -> None:
    # Given a group with all the places of a takeover, and another one that waits for them
    challenge = ChallengeFactory(published=True, capacity=4, largest_group=4)
    group, next_in_line = GroupFactory(checked=True), GroupFactory(checked=True)
    sign_up = SignUpFactory(challenge=challenge, group=group, size=4, confirmed=True)
    waiting = SignUpFactory(challenge=challenge, group=next_in_line, size=4)
    assert waiting.booking.state == State.WAITING
    lead = group.lead
    # When its lead leaves
    answer = signed_in(group).post(reverse("sign_ups:group-leave"))
    # Then whoever waited has the places,
    assert "You have left" in answer.content.decode()
    assert Booking.objects.get(pk=waiting.booking.pk).state == State.HELD
    assert Allotment.objects.get(pk=waiting.booking.allotment_id).taken == 4
    # and nothing names the group, its children or its lead
    assert not Group.objects.filter(pk=group.pk).exists()
    assert not get_user_model().objects.filter(pk=lead.pk).exists()
    assert SignUp.objects.get(pk=sign_up.pk).group is None
    assert [(one.name, one.needs) for one in Ticket.objects.filter(sign_up=sign_up)] == [("", "")] * 4
    assert not Key.objects.filter(sign_up=sign_up).exists()
    assert not Message.objects.filter(to=lead.email).exists()


def test_nobody_else_leaves_for_a_group() -> None:
    group, other = GroupFactory(checked=True), GroupFactory(checked=True)
    signed_in(other).post(reverse("sign_ups:group-leave"))
    assert Group.objects.filter(pk=group.pk).exists()
    assert Client().post(reverse("sign_ups:group-leave")).status_code == 302
    assert Group.objects.filter(pk=group.pk).exists()


def test_a_lead_is_told_once_that_a_check_is_over() -> None:
    """S26: a check counts until a day; then the group waits at the desk again, and its lead knows."""
    today = timezone.localdate()
    over, good = GroupFactory(checked=True), GroupFactory(checked=True)
    Group.objects.filter(pk=over.pk).update(checked_until=today - timedelta(days=1))
    for expected in (1, 0):
        assert sweeper.sweep()["groups_told"] == expected
    letter = Message.objects.get(template="group_news")
    assert (letter.to, letter.context["verdict"]) == (over.lead.email, "ended")
    assert list(Group.objects.to_check(today)) == [over]
    # checked again, and over again: another letter
    Group.objects.filter(pk=over.pk).update(checked_until=today - timedelta(days=2))
    assert sweeper.sweep()["groups_told"] == 1
    assert good.is_checked(today)
