"""The desk looks after those who watch: their choices stay, breaks are proposed, counts are their own."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from moderation import welfare
from moderation.enums import Hard, Verdict
from moderation.models import Comfort, HardMoment, WelfareSettings
from tests.factories.accounts import UserFactory
from tests.factories.moderation import film_in_review, give

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator() -> User:
    return UserFactory(moderator=True, first_name="Mo")


@pytest.fixture
def desk(client: Client, moderator: User) -> Client:
    client.force_login(moderator)
    return client


def page(client: Client, name: str, *args: Any) -> str:
    return str(client.get(reverse(name, args=args)).content.decode())


def test_choice_stays_and_shows_in_the_first_paint(desk: Client, moderator: User) -> None:
    """Kept on the server; without JavaScript the film is blurred, grey and muted from the start."""
    film = film_in_review()
    first = page(desk, "review_film", film.pk)
    assert "controls muted playsinline" in first
    assert 'class="desk-player"' in first
    answer = desk.post(reverse("welfare"), {"film": film.pk, "blurred": "on", "grey": "on"})
    assert answer["Location"] == reverse("review_film", args=[film.pk])
    for _ in range(2):
        kept = page(desk, "review_film", film.pk)
        assert 'class="desk-player is-blurred is-grey"' in kept
        assert "controls playsinline" in kept
    other = Client()
    other.force_login(UserFactory(moderator=True))
    assert 'class="desk-player"' in page(other, "review_film", film.pk)


def test_choice_at_the_player_leaves_sharing_alone(desk: Client, moderator: User) -> None:
    """What leads see is changed on one's own page only."""
    welfare.choose(user=moderator, share=True)
    desk.post(reverse("welfare"), {"film": film_in_review().pk, "muted": "on"})
    assert welfare.comfort(moderator).share
    desk.post(reverse("welfare"), {"muted": "on"})
    assert not welfare.comfort(moderator).share


def test_what_was_hard_is_counted_without_the_film(desk: Client, moderator: User) -> None:
    """Said so, or refused for a hard reason; not an ordinary refusal. No row knows which film it was."""
    desk.post(reverse("review_hard", args=[film_in_review().pk]))
    give(film_in_review(), moderator, Verdict.REFUSE, reason="hurt")
    give(film_in_review(), moderator, Verdict.REFUSE, reason="name")
    assert sorted(HardMoment.objects.values_list("why", flat=True)) == [Hard.REFUSED, Hard.SAID]
    assert {field.name for field in HardMoment._meta.get_fields()} == {"id", "user", "why", "at"}
    assert welfare.own_counts(moderator) == {"week": 2, "kept": 2}


def test_a_concern_counts(client: Client) -> None:
    lead = UserFactory(lead=True)
    client.force_login(lead)
    film = film_in_review()
    answer = client.post(
        reverse("review_concern", args=[film.pk]), {"concern-level": "amber", "concern-words": "a worry"}
    )
    assert answer.status_code == 302
    assert list(HardMoment.objects.values_list("user", "why")) == [(lead.pk, Hard.CONCERN)]


def test_a_break_is_proposed_after_a_while_and_ends_with_a_pause(moderator: User) -> None:
    """Minutes at the desk count, not films; a pause begins anew; a clock put back proposes nothing (F10)."""
    now = timezone.now()
    assert welfare.come_to_desk(user=moderator) is None

    def at_desk(*, since: int, last: int) -> Any:
        moments = [now - timedelta(minutes=minutes) for minutes in (since, last)]
        Comfort.objects.update(at_desk_since=moments[0], at_desk_last=moments[1])
        return welfare.come_to_desk(user=moderator)

    assert at_desk(since=49, last=3) is None
    assert at_desk(since=51, last=3).minutes == 51
    assert at_desk(since=51, last=11) is None
    assert at_desk(since=51, last=-60) is None
    Comfort.objects.update(at_desk_since=None, at_desk_last=None)
    assert welfare.come_to_desk(user=moderator) is None


def test_hard_ones_propose_a_break_that_never_blocks(desk: Client, moderator: User) -> None:
    settings = WelfareSettings.load()
    settings.talk_to = "Sam on extension 12"
    settings.save()
    film = film_in_review()
    assert "Time for a break" not in page(desk, "review_film", film.pk)
    for _ in range(3):
        welfare.note(user=moderator, why=Hard.SAID)
    for shown in (page(desk, "review_film", film.pk), page(desk, "review_desk")):
        assert "Time for a break" in shown
        assert "Sam on extension 12" in shown
    assert give(film, moderator, Verdict.APPROVE, people=1) is not None


def test_leads_see_a_number_only_of_those_who_said_so(client: Client, moderator: User) -> None:
    """By name, this week's, and only while the box is ticked; a moderator sees nobody else's."""
    shy = UserFactory(moderator=True, first_name="Ash")
    for user in (moderator, shy):
        welfare.note(user=user, why=Hard.SAID)
    welfare.choose(user=moderator, share=True)
    HardMoment.objects.create(user=moderator, why=Hard.SAID)
    HardMoment.objects.filter(pk=HardMoment.objects.latest("pk").pk).update(at=timezone.now() - timedelta(8))
    client.force_login(UserFactory(lead=True))
    seen = page(client, "welfare")
    assert "<dt>Mo</dt><dd>1</dd>" in seen
    assert "Ash" not in seen
    welfare.choose(user=moderator, share=False)
    assert "<dt>Mo</dt>" not in page(client, "welfare")
    welfare.choose(user=moderator, share=True)
    client.force_login(shy)
    assert "Mo</dt>" not in page(client, "welfare")


@pytest.mark.parametrize("people", [1, 3])
def test_leads_list_costs_one_query(people: int, django_assert_num_queries: Any) -> None:
    for number in range(people):
        welfare.choose(user=UserFactory(moderator=True, first_name=f"R{number}"), share=True)
    with django_assert_num_queries(1):
        assert [one.week for one in welfare.shared()] == [0] * people


def test_nobody_else_may_open_it(client: Client) -> None:
    client.force_login(UserFactory(editor=True))
    assert client.get(reverse("welfare")).status_code == 404
    assert client.post(reverse("welfare"), {}).status_code == 404
    assert not Comfort.objects.exists()


def test_it_is_forgotten(moderator: User) -> None:
    """After twelve weeks by itself; at once when asked."""
    welfare.note(user=moderator, why=Hard.SAID)
    assert welfare.forget_old() == 0
    HardMoment.objects.update(at=timezone.now() - timedelta(days=85))
    assert welfare.forget_old() == 1
    welfare.note(user=moderator, why=Hard.SAID)
    welfare.choose(user=moderator, muted=False)
    welfare.forget(user=moderator)
    assert not HardMoment.objects.exists()
    assert not Comfort.objects.exists()


def test_only_known_choices() -> None:
    with pytest.raises(TypeError):
        welfare.choose(user=UserFactory(), leaderboard=True)
