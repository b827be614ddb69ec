"""Who came: said twice, put right, said differently by two sides; and the certificates that follow."""

from __future__ import annotations

import pytest

from certificates.models import Certificate
from places import queries as places
from places.enums import State
from places.errors import TooEarly
from safeguarding.models import AuditEntry
from takeover.days import actions, queries
from takeover.days.enums import Kind, Side
from takeover.days.models import Presence, Roll
from tests.factories import days as make
from tests.factories.sign_ups import fresh

pytestmark = pytest.mark.django_db


def given(kind: Kind) -> int:
    """How many certificates of `kind` count."""
    return Certificate.objects.good().filter(kind=kind).count()


def test_everybody_came() -> None:
    """Places count it, and each child, the group and the host get their certificate."""
    sign_up = make.was()
    make.mark(sign_up)
    assert (fresh(sign_up).booking.state, fresh(sign_up).booking.came) == (State.ATTENDED, 3)
    assert (given(Kind.CHILD), given(Kind.GROUP), given(Kind.HOST)) == (3, 1, 1)
    assert not places.adrift().exists()
    assert not Certificate.objects.exclude(named_at=None).exists()


def test_the_same_again_changes_nothing() -> None:
    """F8: a press sent twice over a bad line is one."""
    sign_up = make.was()
    make.mark(sign_up)
    numbers = set(Certificate.objects.values_list("number", flat=True))
    entries = AuditEntry.objects.count()
    make.mark(sign_up)
    assert set(Certificate.objects.values_list("number", flat=True)) == numbers
    assert AuditEntry.objects.count() == entries
    assert Roll.objects.count() == 1


def test_put_right_takes_one_childs_certificate_and_gives_it_back() -> None:
    """Not coming is neutral: the row says that it does not count, and the same number counts again."""
    sign_up = make.was()
    make.mark(sign_up)
    first, *others = [ticket.pk for ticket in sign_up.tickets.here()]
    make.mark(sign_up, children=others, known=[first, *others])
    mine = Certificate.objects.get(kind=Kind.CHILD, subject_id=str(first))
    assert mine.revoked_at is not None and given(Kind.CHILD) == 2
    assert fresh(sign_up).booking.came == 2
    make.mark(sign_up)
    mine.refresh_from_db()
    assert mine.revoked_at is None and given(Kind.CHILD) == 3


def test_nobody_came() -> None:
    sign_up = make.was()
    make.mark(sign_up)
    make.mark(sign_up, came=0)
    assert fresh(sign_up).booking.state == State.ABSENT
    assert (given(Kind.CHILD), given(Kind.GROUP), given(Kind.HOST)) == (0, 0, 0)


def test_a_host_who_knows_no_names_says_how_many() -> None:
    """Which children it was is not guessed: no child's certificate goes to another one."""
    sign_up = make.was(shared=False)
    tickets = [ticket.pk for ticket in sign_up.tickets.here()]
    make.mark(sign_up, Side.HOST, children=tickets[:2], known=[])
    assert fresh(sign_up).booking.came == 2
    assert not Presence.objects.exists()
    assert (given(Kind.CHILD), given(Kind.GROUP)) == (0, 1)
    make.mark(sign_up, Side.LEAD, children=tickets[1:], known=tickets)
    assert set(Certificate.objects.good().filter(kind=Kind.CHILD).values_list("subject_id", flat=True)) == {
        str(pk) for pk in tickets[1:]
    }


@pytest.mark.parametrize("order", [(Side.HOST, Side.LEAD), (Side.LEAD, Side.HOST)])
def test_the_leads_word_counts_and_staff_see_that_two_differ(order: tuple[Side, Side]) -> None:
    """In whichever order they came."""
    sign_up = make.was()
    said = {Side.HOST: 1, Side.LEAD: 3}
    for side in order:
        make.mark(sign_up, side, came=said[side])
    assert fresh(sign_up).booking.came == 3 and given(Kind.CHILD) == 3
    (roll,) = queries.disagreeing()
    assert (roll.came, roll.leads) == (1, 3)
    make.mark(sign_up, Side.HOST, came=3)
    assert not queries.disagreeing().exists()


@pytest.mark.parametrize("days_ago", [-1, 8])
def test_not_before_it_begins_and_not_after_a_week(days_ago: int) -> None:
    sign_up = make.was(days_ago=days_ago)
    with pytest.raises(actions.TooLate):
        make.mark(sign_up)
    assert not Roll.objects.exists() and not Certificate.objects.exists()


def test_the_databases_clock_has_the_last_word() -> None:
    """F10: a server whose clock is ahead marks nobody before it has begun."""
    sign_up = make.was()
    sign_up.booking.allotment.__class__.objects.filter(pk=sign_up.booking.allotment_id).update(
        starts_at=make.timezone.now() + make.timedelta(hours=3),
        ends_at=make.timezone.now() + make.timedelta(hours=8),
    )
    with pytest.raises(TooEarly):
        make.mark(sign_up)
    assert not Roll.objects.exists()


def test_a_ticket_of_another_group_is_not_marked_here() -> None:
    mine, theirs = make.was(), make.was()
    foreign = [ticket.pk for ticket in theirs.tickets.here()]
    roll = make.mark(mine, children=foreign, known=foreign)
    assert roll.came == 0 and not Presence.objects.exists()


def test_the_trail_names_nobody() -> None:
    sign_up = make.was()
    make.mark(sign_up)
    assert AuditEntry.objects.filter(act="roll.marked").count() == 1
    for name in ("Mina", "Tobi", "Ada"):
        assert not AuditEntry.objects.filter(facts__icontains=name).exists()
