"""Making a wish, finding it again, taking it back: through the pages, without scripts or an account."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import serializers
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry, Revision

from consent.models import Tombstone
from moderation.enums import Verdict
from people import sweeper as people_sweeper
from safeguarding import actions as safeguarding
from safeguarding.models import AuditEntry, Concern
from takeover.wishes import actions, sweeper
from takeover.wishes.enums import Route, WishState
from takeover.wishes.models import Wish
from tests import reading
from tests.factories import wishes as make
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
HERE = "/takeovers/wishes/"
CODE = re.compile(r"[2-9B-Z]{3}-[A-Z]+-[A-Z]+")
ZOO = "I want to run a zoo for a day"


def answer(client: Client, words: str = ZOO, *, region: str = "E12000003", age_band: str = "7-9") -> Any:
    """Give every answer; return the page that checks."""
    client.post(f"{HERE}make/wish/", {"words": words})
    client.post(f"{HERE}make/area/", {"region": region})
    return client.post(f"{HERE}make/age/", {"age_band": age_band}, follow=True)


def send(client: Client, words: str = ZOO, **said: str) -> str:
    """Make a wish; return the page with its code."""
    answer(client, words, **said)
    return client.post(f"{HERE}make/check/", follow=True).content.decode()


def text(page: Any) -> str:
    return str(page.content.decode())


def test_the_whole_journey(client: Client) -> None:
    """S2, S18: three questions, no name; a code at the end, and the same one after a second press."""
    assert text(client.get(f"{HERE}make/")).count("Let's start") == 1
    page = text(answer(client))
    assert ZOO in page and "Yorkshire and the Humber" in page and "7 to 9" in page
    page = client.post(f"{HERE}make/check/", follow=True)
    code = CODE.search(text(page))
    assert code is not None
    again = client.post(f"{HERE}make/check/", follow=True)
    assert code[0] in text(again) and code[0] in text(client.get(f"{HERE}make/done/"))
    wish = Wish.objects.get()
    assert (wish.words, wish.region_id, wish.age_band) == (ZOO, "E12000003", "7-9")
    assert not wish.live and wish.current_workflow_task_state is not None
    for response in (page, again):
        assert response.headers["Cache-Control"] == "private, no-store"
    # Another wish from the same browser is another wish.
    send(client, "I want to be the boss of a bus")
    assert Wish.objects.count() == 2


def test_no_area_is_as_good_as_one(client: Client) -> None:
    send(client, region="unsaid")
    assert Wish.objects.get().region is None


@pytest.mark.parametrize(
    ("step", "given", "said"),
    [
        ("wish", {"words": "  "}, "Write your wish first."),
        ("wish", {"words": "x" * 141}, "Use 140 letters or fewer."),
        ("area", {}, "Pick an area"),
        ("age", {"age_band": "6"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    client: Client, step: str, given: dict[str, str], said: str
) -> None:
    answer(client)
    page = client.post(f"{HERE}make/{step}/", given)
    assert page.status_code == 422 and said in text(page)
    assert given.get("words", "").strip() in text(page)
    assert text(page).count('id="errors"') == 1
    assert not Wish.objects.exists()


def test_nobody_skips_ahead_and_a_lost_place_is_said_kindly(client: Client) -> None:
    for path in ("make/area/", "make/check/", "make/age/"):
        page = client.get(f"{HERE}{path}", follow=True)
        assert "We lost your place" in text(page)
    client.post(f"{HERE}make/wish/", {"words": ZOO})
    assert client.get(f"{HERE}make/age/").headers["Location"].endswith("/make/area/")
    assert client.get(f"{HERE}make/nothing/").status_code == 404
    # A cookie somebody wrote, or that is over, is no journey.
    client.cookies["wish"] = "made-up"
    assert "We lost your place" in text(client.get(f"{HERE}make/check/", follow=True))


def test_change_and_forget(client: Client) -> None:
    answer(client)
    page = client.post(f"{HERE}make/wish/?to=check", {"words": "I want to fly a plane"}, follow=True)
    assert "I want to fly a plane" in text(page) and "Send my wish" in text(page)
    page = client.post(f"{HERE}make/clear/", follow=True)
    assert "We forgot your answers" in text(page)
    assert "We lost your place" in text(client.get(f"{HERE}make/check/", follow=True))


def test_words_of_harm_show_help_and_stop_nothing(client: Client) -> None:
    """S21: at once, on every page after it, one concern; and the wish goes its way."""
    page = client.post(f"{HERE}make/wish/", {"words": "i want to die"}, follow=True)
    assert "You can talk to someone now" in text(page)
    assert Concern.objects.count() == 1
    client.post(f"{HERE}make/wish/", {"words": "i want to die"})
    assert Concern.objects.count() == 1
    client.post(f"{HERE}make/area/", {"region": "unsaid"})
    client.post(f"{HERE}make/age/", {"age_band": "13-15"})
    page = client.post(f"{HERE}make/check/", follow=True)
    assert "You can talk to someone now" in text(page) and CODE.search(text(page))
    assert Wish.objects.get().words == "i want to die"
    assert "i want to die" not in json.dumps(list(AuditEntry.objects.values_list("facts", flat=True)))


def test_words_of_harm_in_a_wish_that_is_too_long_are_heard(client: Client) -> None:
    page = client.post(f"{HERE}make/wish/", {"words": "i want to die " * 20})
    assert page.status_code == 422 and "You can talk to someone now" in text(page)
    assert Concern.objects.count() == 1


def test_children_can_read_it(client: Client) -> None:
    """Reading age 9 at most on each of a child's pages."""
    code = CODE.search(send(client))
    assert code is not None
    pages = [client.get(f"{HERE}{path}") for path in ("", "make/", "make/wish/", "make/done/", "mine/")]
    pages.append(client.post(f"{HERE}mine/", {"code": code[0]}))
    pages.append(client.post(f"{HERE}mine/", {"code": code[0], "act": "sure"}))
    answer(client)
    pages += [client.get(f"{HERE}{path}") for path in ("make/age/", "make/check/")]
    for page in pages:
        assert page.status_code == 200
        said = reading.sentences(text(page))
        assert reading.index(said) <= reading.READ_AT_NINE, said


def test_too_many_from_one_place(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """S38: said kindly, and nothing is lost."""
    monkeypatch.setattr("takeover.wishes.views.make.MOST_SENT", 0)
    answer(client)
    page = client.post(f"{HERE}make/check/")
    assert page.status_code == 429 and "try again in an hour" in text(page) and ZOO in text(page)


def everything() -> str:
    """Every row that could hold words of a wish."""
    rows: list[Any] = [*Wish.objects.all(), *Revision.objects.all(), *ModelLogEntry.objects.all()]
    return str(serializers.serialize("json", rows))


def test_taken_back_by_code_at_once_and_everywhere(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    """S8, C: a code, one question, gone; the words are in no row, and the receipt says when."""
    wish = make.public_wish(ZOO)
    code = make.made("another one").code
    mine = actions.make(
        answers={"words": "my secret wish", "region": "", "age_band": "7-9"}, language="en", form="mine"
    )
    for user in (UserFactory(moderator=True), UserFactory(moderator=True)):
        make.decide(mine.wish, user)
    assert "my secret wish" in text(client.get(HERE)) and "my secret wish" in everything()
    page = client.post(f"{HERE}mine/", {"code": mine.code.lower().replace("-", " ")})
    assert "Everyone can see it" in text(page)
    assert "Take your wish back?" in text(client.post(f"{HERE}mine/", {"code": mine.code, "act": "sure"}))
    assert make.fresh(mine.wish).withdrawn_at is None
    page = client.post(f"{HERE}mine/", {"code": mine.code, "act": "keep"})
    assert "Everyone can see it" in text(page)
    page = client.post(f"{HERE}mine/", {"code": mine.code, "act": "take-back"})
    assert "You took it back" in text(page) and "We deleted the words on" in text(page)
    assert "my secret wish" not in text(client.get(HERE)) and "my secret wish" not in everything()
    assert ZOO in text(client.get(HERE)) and make.fresh(wish).live
    assert Tombstone.objects.get().label == "wishes.wish"
    # The receipt stays; a second time changes nothing; another code opens another wish.
    page = client.post(f"{HERE}mine/", {"code": mine.code, "act": "take-back"})
    assert "You took it back" in text(page) and Tombstone.objects.count() == 1
    assert "Two people read it first" in text(client.post(f"{HERE}mine/", {"code": code}))
    assert not {"sessionid", "wish"} & set(client.cookies)
    assert "my secret wish" not in caplog.text


def test_a_waiting_wish_is_taken_back_too(client: Client) -> None:
    made = make.made(ZOO)
    client.post(f"{HERE}mine/", {"code": made.code, "act": "take-back"})
    wish = make.fresh(made.wish)
    assert wish.state == WishState.WITHDRAWN and wish.current_workflow_task_state is None
    assert ZOO not in everything()


def test_a_wrong_code_is_said_kindly_and_heard(client: Client) -> None:
    page = client.post(f"{HERE}mine/", {"code": "2B3-PLUM-RIVER"})
    assert page.status_code == 422 and "We can&#x27;t find this code" in text(page)
    page = client.post(f"{HERE}mine/", {"code": "i want to die"})
    assert "You can talk to someone now" in text(page) and Concern.objects.exists()


def test_the_child_reads_why_it_is_not_shown(client: Client) -> None:
    made = make.made("I am Tim Brook and I want a zoo")
    make.decide(made.wish, UserFactory(moderator=True), Verdict.REFUSE, reason="wish-name")
    page = text(client.post(f"{HERE}mine/", {"code": made.code}))
    assert "There is a name in it. You did nothing wrong." in page and "Make another wish" in page


def test_what_has_had_its_time_goes_by_itself() -> None:
    """S1: two years after it was sent, 28 days after a refusal; the sweep runs it from the data map."""
    kept, old, refused = make.public_wish(), make.public_wish("an old one"), make.waiting_wish("not shown")
    make.decide(refused, UserFactory(moderator=True), Verdict.REFUSE, reason="wish-none")
    now = timezone.now()
    Wish.objects.filter(pk=old.pk).update(sent_at=now - actions.WISHES_KEPT)
    Wish.objects.filter(pk=refused.pk).update(refused_at=now - actions.REFUSED_KEPT + timedelta(hours=1))
    assert people_sweeper.sweep()["takeover.wishes.actions.erase_old"] == 1
    Wish.objects.filter(pk=refused.pk).update(refused_at=now - actions.REFUSED_KEPT)
    assert actions.erase_old() == 1 and actions.erase_old() == 0
    assert make.fresh(kept).live
    assert make.fresh(old).state == WishState.OVER and make.fresh(old).withdrawn_by == Route.EXPIRY
    assert "an old one" not in everything() and "not shown" not in everything()


def test_what_is_held_leaves_at_once_and_is_erased_when_it_is_let_go() -> None:
    """S17, C: a hold of staff's keeps the words for whoever looks into it, and nothing public."""
    wish, lead = make.public_wish("held words"), UserFactory(lead=True)
    safeguarding.hold(subject=wish, reason="wish-worry", by="user:1", user=lead)
    assert not Wish.objects.public().exists()
    assert actions.take_back(wish=make.fresh(wish), by="child", route=Route.CODE)
    assert "held words" in everything() and sweeper.sweep()["wishes_erased"] == 0
    safeguarding.lift(subject=wish, by="user:1", user=lead)
    assert sweeper.sweep()["wishes_erased"] == 1
    assert "held words" not in everything() and not Wish.objects.public().exists()
