"""Two things at one moment: links of one mailbox, a withdrawal and a verdict."""

from __future__ import annotations

from contextlib import suppress
from functools import partial

import pytest

from moderation.rules import NotAllowed
from pledge import actions
from pledge.enums import Gone
from pledge.models import PublicName, Signature
from tests.at_once import at_once, failures
from tests.factories import pledge as make
from tests.factories.accounts import UserFactory
from tests.factories.moderation import NothingWaits
from tests.factories.wishes import decide

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 5


def press(signature: Signature) -> None:
    with suppress(actions.AlreadySigned):
        actions.confirm(signature=signature)


def test_two_links_of_one_mailbox_pressed_at_once_count_once() -> None:
    make.version()
    for number in range(ROUNDS):
        links = [make.asked(f"twice{number}@work.example") for _ in range(3)]
        presses = [partial(press, each) for each in [*links, links[0]]]
        assert failures(at_once(*presses)) == []
        assert Signature.objects.counted().count() == number + 1


def test_a_withdrawal_wins_against_the_last_approval() -> None:
    """C, F12."""
    make.version()
    for _ in range(ROUNDS):
        signature = make.signed(wants_name=True)
        name = make.named(signature, approve=1)
        second = UserFactory(moderator=True)

        def approve(name: PublicName = name, second: object = second) -> None:
            # Whatever the desk says to somebody whose subject has just gone.
            with suppress(NotAllowed, NothingWaits, PublicName.DoesNotExist):
                decide(name, second)

        def leave(signature: Signature = signature) -> None:
            actions.take_back(signature=signature, by="signer", route=Gone.LINK)

        assert failures(at_once(approve, leave)) == []
        assert not Signature.objects.filter(pk=signature.pk).exists()
        row = PublicName.objects.get(pk=name.pk)
        assert not row.live and row.withdrawn_at is not None and row.name == ""
    assert not PublicName.objects.public().exists()
