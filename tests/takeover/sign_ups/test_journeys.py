"""Places from asking to being sure, through the pages, as each person takes part (S7, S25)."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from consent.enums import Party
from moderation.checked import Seen
from outbox import letters
from outbox.models import Message
from places.enums import State
from takeover.sign_ups import checking
from takeover.sign_ups.models import Group, SignUp
from tests.factories.accounts import UserFactory
from tests.factories.challenges import ChallengeFactory
from tests.factories.sign_ups import GroupFactory, SignUpFactory, code_of, fresh, key_of, open_now

pytestmark = pytest.mark.django_db


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def opened(code: str) -> Client:
    """A browser in which somebody typed a code at /my-place/."""
    client = Client()
    answer = client.post("/my-place/", {"code": code.lower().replace("-", " ")})
    assert answer.status_code == 302, answer.content.decode()
    return client


def words_of(answer: Any) -> str:
    return re.search(r'name="words" value="(\d+)"', answer.content.decode())[1]


def press(client: Client, path: str, said: str, **more: str) -> Any:
    """Read the words above the buttons, then press one."""
    words = words_of(client.get(path))
    return client.post(path, {"answer": said, "words": words, **more})


def child_answers(code: str, name: str = "Mina", *, care: str = "no", share: str = "yes") -> Client:
    client = opened(code)
    page = client.get("/my-place/")
    assert "my-place/name/" in page.content.decode()
    assert client.post("/my-place/name/", {"name": name}).status_code == 302
    assert client.post("/my-place/age/", {"age_band": "10-12"}).status_code == 302
    assert client.post("/my-place/needs/", {"needs": "A ramp"}).status_code == 302
    assert client.post("/my-place/care/", {"care": care}).status_code in (200, 302)
    assert press(client, "/my-place/say/coming/", "yes").url == "/my-place/say/name-shown/"
    assert press(client, "/my-place/say/name-shown/", share).url == "/my-place/say/photo/"
    press(client, "/my-place/say/photo/", "no")
    return client


def home_answers(code: str, number: int, *, as_: str = "") -> Client:
    client = opened(code)
    path = f"/my-place/children/{number}/" + (f"?as={as_}" if as_ else "")
    answer = press(client, path, "yes", purpose="take_part")
    assert answer.url == path
    press(client, path, "yes", purpose="share_with_host")
    return client


def last_letter(to: str) -> tuple[Message, str]:
    message = Message.objects.filter(to=to).order_by("-id").first()
    assert message is not None
    return message, letters.write(message).body


def test_a_group_from_registering_to_sure_places() -> None:
    """A lead registers, asks for two, prints; two children and two grown-ups say yes; staff checked it."""
    challenge = open_now(ChallengeFactory(published=True))
    lead = GroupFactory.build().lead
    lead.save()
    client = signed_in(lead)
    path = reverse("sign_ups:ask-group", args=[challenge.pk])
    assert client.get(path).url == reverse("sign_ups:register", args=["who"])
    for slug, said in (
        ("who", {"kind": "school", "name": "Willow Bank School"}),
        ("where", {"words": "Leeds"}),
        ("you", {"lead_name": "Sam Hill", "role": "Teacher"}),
        ("day", {"phone": "01632 960 321", "adults": "2"}),
    ):
        answer = client.post(reverse("sign_ups:register", args=[slug]), said)
        assert answer.status_code == 302, (slug, answer.content.decode())
    assert answer.url == reverse("sign_ups:register-check")
    assert b"Willow Bank School" in client.get(answer.url).content
    client.post(answer.url)
    group = Group.objects.get()
    assert (group.name, group.phone, group.adults) == ("Willow Bank School", "01632 960 321", 2)

    page = client.get(path, {"size": "2"}).content.decode()
    key = re.search(r'name="key" value="([0-9a-f]{32})"', page)[1]
    said = {"size": "2", "ages": "under-16", "key": key}
    first, again = client.post(path, said), client.post(path, said)
    assert first.url == again.url, "a double click books once"
    sign_up = fresh(SignUp.objects.get())
    assert sign_up.booking is not None and sign_up.booking.state == State.HELD
    assert Message.objects.filter(template="place_news").count() == 1

    sheet = client.get(reverse("sign_ups:tickets", args=[sign_up.pk])).content.decode()
    address = '<bdi dir="ltr">testserver/my-place/</bdi>'
    assert sheet.count(address) == 2 * sign_up.tickets.count(), "read the right way round in Arabic too"
    for ticket in sign_up.tickets.all():
        child, home = code_of(key_of(ticket)), code_of(key_of(ticket, Party.GUARDIAN))
        assert child in sheet and home in sheet
        child_answers(child, ("Mina", "Tobi")[ticket.number - 1])
        home_answers(home, ticket.number)
    page = client.get(first.url).content.decode()
    assert "Mina" in page and "A ramp" not in page, "a lead sees first names, never needs"
    assert "We have not checked your group yet." in page
    assert fresh(sign_up).booking.state == State.HELD
    checking.look(
        group=group,
        verdict=Seen.CHECKED,
        words="I rang the school.",
        user=UserFactory(moderator=True),
        ends_date=timezone.localdate() + timedelta(days=700),
    )
    assert fresh(sign_up).booking.state == State.CONFIRMED
    assert challenge.address in client.get(first.url).content.decode()
    assert "are sure" in last_letter(lead.email)[1]


@pytest.mark.parametrize("who", ["young-person", "guardian"])
def test_without_an_account(client: Client, who: str) -> None:
    """A letter proves the address; the code leads back; nothing is kept of an address nobody opened."""
    challenge = open_now(ChallengeFactory(published=True, oldest=17))
    path = reverse(f"sign_ups:ask-{who}", args=[challenge.pk])
    said = {"email": "rowan@post.example", "size": "2", "ages": "under-16"}
    answer = client.post(path, said)
    assert answer.url == reverse("sign_ups:ask-sent", args=[challenge.pk])
    assert not SignUp.objects.exists()
    message, _body = last_letter("rowan@post.example")
    link = message.context["link"].removeprefix("http://testserver").removeprefix("http://127.0.0.1:8000")
    link = link[link.index("/takeovers") :]
    assert client.get(link).status_code == 200
    assert not SignUp.objects.exists(), "mail scanners open links"
    opened_page = client.post(link)
    assert opened_page.url == "/my-place/?new=1"
    assert client.post(link).url == opened_page.url
    sign_up = fresh(SignUp.objects.get())
    page = client.get(opened_page.url).content.decode()
    letter = last_letter("rowan@post.example")[0]
    assert letter.context["code"] in page
    if who == "young-person":
        client.post("/my-place/name/", {"name": "Rowan"})
        client.post("/my-place/needs/", {"needs": ""})
        client.post("/my-place/care/", {"care": "unsaid"})
        for what in ("coming", "name-shown", "photo"):
            press(client, f"/my-place/say/{what}/", "yes")
    else:
        for number in (1, 2):
            client = home_answers(letter.context["code"], number)
            client.post(f"/my-place/children/{number}/hand-over/")
            assert "my-place/name/" in client.get("/my-place/").content.decode()
            client.post("/my-place/name/", {"name": "Ada"})
            press(client, "/my-place/say/coming/", "yes")
    assert fresh(sign_up).booking.state == State.CONFIRMED


def test_a_childs_no_frees_the_place_and_erases_the_name() -> None:
    """S7, S8: one of three says no: the other two stay, and nothing of the child is kept."""
    sign_up = SignUpFactory(named=True)
    ticket = sign_up.tickets.get(number=2)
    client = opened(code_of(key_of(ticket)))
    press(client, "/my-place/say/coming/", "no")
    ticket.refresh_from_db()
    assert (ticket.name, ticket.needs, ticket.gone_for) == ("", "", "said_no")
    booking = fresh(sign_up).booking
    assert booking is not None and (booking.size, booking.state) == (2, State.HELD)
    assert "not yours now" in client.get("/my-place/").content.decode()
    assert client.get("/my-place/name/").url == "/my-place/"
