"""A host's own pages for challenges, as a browser without scripts walks them."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from safeguarding.models import Concern
from takeover.challenges import actions
from takeover.challenges.enums import ChallengeState
from takeover.challenges.journey import WRITING
from takeover.challenges.models import Challenge, Draft
from takeover.doors import HOSTS
from takeover.models import Host
from tests.factories import challenges as make
from tests.factories import takeover as make_host
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
MINE = "/takeovers/host/challenges/"


@pytest.fixture
def host() -> Host:
    return make.FitHostFactory()


@pytest.fixture
def signed_in(client: Client, host: Host) -> Client:
    client.force_login(host.registration.owner)
    return client


def asked_by(slug: str) -> list[str]:
    form = next(topic.form for topic in WRITING.table if topic.slug == slug)
    return [name for name in form.base_fields if name != "find"]


def answers_for(slug: str, **changed: Any) -> dict[str, Any]:
    said = make.written(**changed)
    return {name: said[name] for name in asked_by(slug) if said[name] != ""}


def text(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def test_from_the_first_page_to_everybody(signed_in: Client, host: Host) -> None:
    """Topic by topic, saved at each; checked; sent; approved by two; seen."""
    assert "You have not written one yet" in text(signed_in.get(MINE))
    assert "Shadowing is not a takeover" in text(signed_in.get(f"{MINE}new/"))
    address = signed_in.post(f"{MINE}new/").headers["Location"]
    for topic in WRITING.table:
        assert address.endswith(f"/{topic.slug}/")
        assert signed_in.get(address).status_code == 200
        response = signed_in.post(address, answers_for(topic.slug))
        assert response.status_code == 302, text(response)
        address = response.headers["Location"]
    page = text(signed_in.get(address))
    assert "You choose the cake of the month" in page and "Is a person named in it?" not in page
    own = signed_in.post(address).headers["Location"]
    assert "Two people on our team look at it" in text(signed_in.get(own))
    challenge = Challenge.objects.get()
    make.approve(challenge)
    page = signed_in.get(own)
    assert "Children can see it." in text(page) and "0 of 20" in text(page)
    assert page.headers["Cache-Control"] == "private, no-store"
    assert page.headers["X-Robots-Tag"] == "noindex"
    public = Client().get(f"/takeovers/{challenge.pk}/")
    assert public.status_code == 200
    assert "Lantern Street" not in public.content.decode()


def test_coming_back_goes_on_where_it_was(signed_in: Client) -> None:
    address = signed_in.post(f"{MINE}new/").headers["Location"]
    response = signed_in.post(address, {**answers_for("decide", title="Run the zoo"), "later": "1"})
    assert response.headers["Location"] == MINE
    page = text(signed_in.get(MINE))
    draft = Draft.objects.get()
    assert "Run the zoo" in page and f"{MINE}drafts/{draft.pk}/check/" in page
    due = signed_in.get(f"{MINE}drafts/{draft.pk}/check/")
    assert due.headers["Location"].endswith("/day/")


def _day(after: int) -> str:
    return (timezone.localdate() + timedelta(days=after)).isoformat()


@pytest.mark.parametrize(
    ("slug", "said", "words"),
    [
        ("decide", {"decide": "Cake."}, "Say a little more"),
        ("when", {"first_date": _day(0)}, "This day is here or over"),
        ("when", {"first_date": _day(5)}, "This day is not in the season"),
        ("when", {"last_date": _day(59)}, "The last day comes after the first"),
        ("when", {"last_date": _day(90)}, "The season is over by then"),
        ("when", {"first_date": _day(51), "last_date": _day(66)}, "Two weeks are the most"),
        ("when", {"ends_time": "09:00"}, "It has to end after it starts"),
        ("when", {"starts_time": "soon"}, "Type a time, such as 9:30"),
        ("places", {"capacity": "many"}, "Type a number, in digits"),
        ("places", {"capacity": "5"}, "A group cannot be larger than all places together"),
        ("places", {"smallest_group": "11"}, "The smallest group is larger than the largest"),
        ("places", {"largest_group": "200", "capacity": "300"}, "less than or equal to 100"),
        ("ages", {"youngest": "16", "oldest": "9"}, "This has to be the higher age"),
        ("ages", {"oldest": "18"}, "less than or equal to 17"),
        ("arrival", {"contact_phone": "ring me"}, "not look like a phone number"),
        ("address", {"address": ""}, "Type the address"),
    ],
)
def test_what_is_wrong_is_said_kindly_and_kept(
    signed_in: Client, host: Host, slug: str, said: dict[str, str], words: str
) -> None:
    draft = actions.begin(host=host, season=host.season, by="host")
    response = signed_in.post(f"{MINE}drafts/{draft.pk}/{slug}/", {**answers_for(slug), **said})
    page = text(response)
    assert response.status_code == 422
    assert words in page and 'id="errors"' in page
    for value in said.values():
        assert value in page
    draft.refresh_from_db()
    assert not set(said) & set(draft.answers) - {"authority", "access"}


def test_ages_are_those_the_host_was_checked_for(client: Client) -> None:
    """S24."""
    host = make.FitHostFactory()
    registration = host.registration
    registration.sent = {**registration.sent, "ages": "under-16"}
    registration.save()
    client.force_login(registration.owner)
    draft = actions.begin(host=host, season=host.season, by="host")
    address = f"{MINE}drafts/{draft.pk}/ages/"
    assert "under 16 only" in text(client.post(address, {"youngest": "12", "oldest": "17"}))
    assert client.post(address, {"youngest": "12", "oldest": "15"}).status_code == 302


def test_names_are_shown_before_sending_and_do_not_block(signed_in: Client, host: Host) -> None:
    """S20: told to the host, shown to the reviewer."""
    draft = make.draft(host, day="Mrs Zebedee meets you. Ring 01632 960 555.")
    page = text(signed_in.get(f"{MINE}drafts/{draft.pk}/check/"))
    assert "Is a person named in it?" in page and "Mrs Zebedee" in page
    assert signed_in.post(f"{MINE}drafts/{draft.pk}/check/").status_code == 302
    assert Challenge.objects.exists()


def test_words_of_harm_raise_a_concern(signed_in: Client, host: Host) -> None:
    """S21: and block nothing."""
    draft = make.draft(host, day="If somebody wants to kill myself, we stop.")
    signed_in.post(f"{MINE}drafts/{draft.pk}/check/")
    assert Concern.objects.count() == 1 and Challenge.objects.exists()


def test_changing_what_is_public_from_its_page(signed_in: Client, host: Host) -> None:
    """At once where it is light, after two people otherwise; the page says which."""
    challenge = make.approved(host)
    own = f"{MINE}{challenge.pk}/"
    draft = actions.draft_of(challenge=challenge)
    light = signed_in.post(f"{MINE}drafts/{draft.pk}/coming/", {"bring": "Wellies."}).headers["Location"]
    assert "is seen at once" in text(signed_in.get(light))
    heavy = signed_in.post(
        f"{MINE}drafts/{draft.pk}/decide/", answers_for("decide", title="Run two bakeries")
    ).headers["Location"]
    page = text(signed_in.get(heavy))
    assert "Nobody sees the change until" in page and "changed, not sent yet" in page
    signed_in.post(f"{MINE}drafts/{draft.pk}/check/")
    shown = make.fresh(challenge)
    assert (shown.bring, shown.title) == ("Wellies.", challenge.title)
    page = text(signed_in.get(own))
    assert "You have changes we have not seen" not in page and "What you changed is being checked" in page


def test_a_question_is_read_and_answered_on_the_page(signed_in: Client, host: Host) -> None:
    challenge = make.sent(host)
    user = UserFactory(moderator=True)
    make.look(challenge, user)
    asked = actions.ask(
        challenge=challenge, words="Who is in the kitchen?", reason="challenge-question", user=user
    )
    own = f"{MINE}{challenge.pk}/"
    assert "Who is in the kitchen?" in text(signed_in.get(own))
    where = f"{own}questions/{asked.pk}/"
    assert signed_in.post(where, {f"q{asked.pk}-answer": ""}).status_code == 422
    assert signed_in.post(where, {f"q{asked.pk}-answer": "Three bakers."}).status_code == 302
    page = text(signed_in.get(own))
    assert "You have changes we have not seen" in page
    draft = Draft.objects.get()
    signed_in.post(f"{MINE}drafts/{draft.pk}/check/")
    assert make.fresh(challenge).state(timezone.localdate()) == ChallengeState.SENT


def test_calling_off_asks_for_a_reason_and_two_words(signed_in: Client, host: Host) -> None:
    challenge = make.approved(host)
    where = f"{MINE}{challenge.pk}/call-off/"
    assert "0 children have places" in text(signed_in.get(where))
    for data in (
        {},
        {"why": "weather"},
        {"why": "weather", "typed": "yes"},
        {"why": "left", "typed": "call it off"},
    ):
        assert signed_in.post(where, data).status_code == 422
    assert make.fresh(challenge).called_off_at is None
    assert signed_in.post(where, {"why": "weather", "typed": "Call it  off"}).status_code == 302
    assert make.fresh(challenge).called_off_for == "weather"
    assert "The weather makes it unsafe" in text(signed_in.get(f"{MINE}{challenge.pk}/"))
    assert signed_in.get(where).status_code == 404


def test_what_is_over_is_read_and_copied_only(signed_in: Client, host: Host) -> None:
    challenge = make.ChallengeFactory(over=True, host=host)
    page = text(signed_in.get(f"{MINE}{challenge.pk}/"))
    assert "It is over" in page and "/drafts/" not in page and challenge.bring in page
    assert signed_in.get(f"{MINE}{challenge.pk}/call-off/").status_code == 404
    address = signed_in.post(f"{MINE}{challenge.pk}/copy/").headers["Location"]
    draft = Draft.objects.get()
    assert address == f"{MINE}drafts/{draft.pk}/decide/"
    assert challenge.title in text(signed_in.get(address))


def test_which_season_is_asked_while_there_is_a_choice(signed_in: Client) -> None:
    later = make_host.SeasonFactory(shift=100)
    assert signed_in.post(f"{MINE}new/").status_code == 422
    assert signed_in.post(f"{MINE}new/", {"season": str(later.pk)}).status_code == 302
    assert Draft.objects.get().season == later


def test_what_belongs_to_others_is_not_there(signed_in: Client) -> None:
    """404, whatever is asked for and however."""
    other = make.approved()
    draft = actions.draft_of(challenge=other)
    paths = [
        f"{MINE}{other.pk}/",
        f"{MINE}{other.pk}/copy/",
        f"{MINE}{other.pk}/call-off/",
        f"{MINE}{other.pk}/questions/1/",
        f"{MINE}drafts/{draft.pk}/decide/",
        f"{MINE}drafts/{draft.pk}/check/",
        f"{MINE}drafts/{draft.pk}/drop/",
    ]
    for path in paths:
        assert signed_in.get(path).status_code == 404, path
        answer = signed_in.post(path, {"typed": "call it off", "why": "few"})
        assert answer.status_code in (404, 405), path
        assert Client().get(path).headers["Location"] == HOSTS.address(path), path
    assert make.fresh(other).called_off_at is None


def test_who_has_not_registered_reads_what_comes_first(client: Client) -> None:
    make_host.SeasonFactory()
    client.force_login(make_host.guest())
    assert "First tell us about your organisation" in text(client.get(MINE))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_much_for_three_as_for_one(
    signed_in: Client, host: Host, count: int, django_assert_num_queries: Any
) -> None:
    for _number in range(count):
        make.ChallengeFactory(published=True, host=host)
        make.draft(host)
    signed_in.get(MINE)
    with django_assert_num_queries(QUERIES):
        signed_in.get(MINE)


QUERIES = 7
