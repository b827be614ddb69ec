"""The light desk: many wishes on one page, each with its own verdict; who sees it (S13, S20, S22)."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from moderation.desk import ListView
from moderation.enums import Check
from moderation.models import Decision
from safeguarding import queries as safeguarding
from safeguarding.models import AuditEntry
from takeover.wishes.models import Wish
from takeover.wishes.wagtail_hooks import DESK as DESK_OF_WISHES
from tests.factories import wishes as make
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
DESK = "/admin/wishes/"


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(UserFactory(moderator=True))
    return client


def given(*verdicts: tuple[Wish, str, str]) -> dict[str, str]:
    """What the page's form sends: (wish, verdict, reason)."""
    data = {}
    for made, verdict, reason in verdicts:
        wish = make.fresh(made)
        state = wish.current_workflow_task_state
        data |= {
            f"{wish.pk}-digest": wish.review_digest(Check.SAFEGUARDING),
            f"{wish.pk}-task_state": str(state.pk) if state else "",
            f"{wish.pk}-verdict": verdict,
            f"{wish.pk}-reason": reason,
        }
    return data


def test_many_verdicts_with_one_press(desk: Client) -> None:
    """Approve, refuse with a reason, hold, leave: each is what it says; a second person ends it."""
    good, bad, worrying, later = (make.waiting_wish(f"wish {name}") for name in "abcd")
    page = desk.get(DESK).content.decode()
    for wish in (good, bad, worrying, later):
        assert wish.words in page
    data = given(
        (good, "approve", ""), (bad, "refuse", "wish-name"), (worrying, "hold", ""), (later, "later", "")
    )
    page = desk.post(DESK, data, follow=True).content.decode()
    assert "3 verdicts given." in page and later.words in page and good.words not in page
    assert make.fresh(bad).refused_at and safeguarding.is_held(worrying) and make.fresh(worrying).held_at
    assert not make.fresh(good).live
    other = Client()
    other.force_login(UserFactory(lead=True))
    other.post(DESK, given((good, "approve", "")))
    assert make.fresh(good).live and Decision.objects.filter(subject_id=str(good.pk)).count() == 2
    seen = AuditEntry.objects.filter(act="wish.seen", subject=f"wishes.wish:{good.pk}")
    assert seen.count() == 2


@pytest.mark.parametrize("key", ["²", "\0", "", "abc", "01", "9" * 400])
def test_a_number_that_is_none_is_nobodys_verdict(desk: Client, key: str) -> None:
    assert desk.post(DESK, {f"{key}-digest": "x", f"{key}-verdict": "approve"}).status_code in (302, 422)


def test_what_cannot_be_said_is_explained_on_the_card(desk: Client) -> None:
    """Nobody twice; a reason for a no; what changed meanwhile is shown again. Others go their way."""
    first, second, third = (make.waiting_wish(f"card {name}") for name in "abc")
    data = given((first, "refuse", ""), (second, "approve", ""), (third, "approve", ""))
    data[f"{third.pk}-digest"] = "0" * 64
    page = desk.post(DESK, data)
    text = page.content.decode()
    assert page.status_code == 422
    assert "Choose a reason" in text and "Somebody was faster, or it has changed" in text
    assert "One verdict given." in text and "card b" not in text
    assert not make.fresh(first).refused_at
    desk.post(DESK, given((second, "approve", "")))
    assert not make.fresh(second).live
    assert "card b" in desk.get(f"{DESK}?queue=others").content.decode()


def test_names_and_harm_are_pointed_out(desk: Client) -> None:
    """S20, S21."""
    make.waiting_wish("My name is Tim and I want to run Oak Hill School")
    page = desk.get(DESK).content.decode()
    assert "a name" in page and "school or club" in page


def test_the_queues_and_their_cost(desk: Client, django_assert_num_queries: Any) -> None:
    """As many queries for three as for one, beside Wagtail's menu."""
    user, view = UserFactory(moderator=True), ListView(desk=DESK_OF_WISHES)

    def listed(count: int) -> None:
        rows = list(DESK_OF_WISHES.prepare(DESK_OF_WISHES.queue("yours", user)))
        cards = view.cards(rows, open_ids=[row.pk for row in rows])
        assert len(DESK_OF_WISHES.counts(user)) == 5 and len(cards) == count

    for count in (1, 3):
        while Wish.objects.count() < count:
            make.waiting_wish()
        listed(count)
        with django_assert_num_queries(13):
            listed(count)
    for queue in ("others", "held", "public", "refused"):
        assert desk.get(f"{DESK}?queue={queue}").status_code == 200
    assert desk.get(f"{DESK}?queue=no").status_code == 404


def test_a_wishs_own_page(desk: Client) -> None:
    """The trail, and what only a lead does."""
    wish = make.public_wish("its own page")
    address = f"{DESK}{wish.pk}/"
    page = desk.get(address).content.decode()
    assert "its own page" in page and "Take it down for good" not in page
    assert AuditEntry.objects.filter(act="wish.opened").exists()
    assert desk.post(f"{address}act/", {"act": "take-down", "sure": "on"}).status_code == 404
    desk.post(f"{address}act/", {"act": "hold"})
    assert not Wish.objects.public().exists()
    assert desk.post(f"{address}act/", {"act": "lift"}).status_code == 404
    lead = Client()
    lead.force_login(UserFactory(lead=True))
    lead.post(f"{address}act/", {"act": "lift"})
    assert Wish.objects.public().exists()
    lead.post(f"{address}act/", {"act": "take-down"})
    assert make.fresh(wish).words
    lead.post(f"{address}act/", {"act": "take-down", "sure": "on"})
    assert not make.fresh(wish).words and lead.get(address).status_code == 404


@pytest.mark.parametrize("role", ["editor", "translator", "superuser"])
def test_nobody_else_learns_that_a_wish_is_there(client: Client, role: str) -> None:
    """Each address of the desk, and of Wagtail's own for it, for each role without the right."""
    wish = make.waiting_wish()
    client.force_login(UserFactory(**{role: True}))
    edit = f"/admin/snippets/wishes/wish/edit/{wish.pk}/"
    for path in (DESK, f"{DESK}{wish.pk}/", edit, "/admin/snippets/wishes/wish/"):
        assert client.get(path).status_code == 404, path
    for path in (DESK, f"{DESK}{wish.pk}/act/"):
        assert client.post(path, given((wish, "approve", ""))).status_code == 404
    assert not Decision.objects.exists()


def test_wagtails_own_addresses_lead_to_the_desk(desk: Client) -> None:
    wish = make.waiting_wish()
    answer = desk.get(f"/admin/snippets/wishes/wish/edit/{wish.pk}/")
    assert answer.headers["Location"] == f"{DESK}{wish.pk}/"
    assert Client().get(DESK).status_code == 302
