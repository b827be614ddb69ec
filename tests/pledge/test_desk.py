"""Who sees what of signatures and replies; each taking and each look is on record (S22)."""

from __future__ import annotations

import csv
import io

import pytest
from django.db import connection
from django.urls import reverse

from pledge.enums import Kind, Role
from pledge.mirror.models import Reply
from pledge.models import PublicName, Signature
from safeguarding.models import AuditEntry
from tests.factories import pledge as make
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
EMAIL = "planted.address@work.example"


@pytest.fixture(autouse=True)
def pledge() -> None:
    make.version()


@pytest.fixture
def moderator(client):
    user = UserFactory(moderator=True, is_staff=True)
    client.force_login(user)
    return user


def staff_pages(signature: Signature) -> list[str]:
    return [
        reverse("pledge_signatures"),
        reverse("pledge_signature", args=[signature.pk]),
        reverse("mirror_replies"),
        reverse("pledge_name_desk"),
    ]


@pytest.mark.parametrize("trait", ["editor", "translator", "board", "superuser"])
def test_who_has_no_business_there_finds_no_such_page(client, trait) -> None:
    """For each role and page: what must not be seen answers 404, also to a superuser in no group."""
    signature = make.signed(wants_name=True)
    client.force_login(UserFactory(is_staff=True, **{trait: True}))
    for path in staff_pages(signature):
        assert client.get(path).status_code == 404, path
    assert client.post(reverse("pledge_export")).status_code == 404
    home = client.get("/admin/").content.decode()
    assert not [path for path in staff_pages(signature) if f'"{path}"' in home]


@pytest.mark.parametrize("trait", ["moderator", "lead"])
def test_whose_business_it_is_finds_it(client, trait) -> None:
    signature = make.signed(wants_name=True)
    client.force_login(UserFactory(is_staff=True, **{trait: True}))
    for path in staff_pages(signature):
        assert client.get(path).status_code == 200, path
    home = client.get("/admin/").content.decode()
    assert f'"{reverse("pledge_signatures")}"' in home and f'"{reverse("mirror_replies")}"' in home


def test_strangers_are_asked_to_sign_in(client) -> None:
    for path in staff_pages(make.signed()):
        assert client.get(path).status_code == 302, path


def test_an_address_is_shown_to_nobody(client, moderator) -> None:
    signature = make.signed(EMAIL, wants_name=True)
    make.named(signature, approve=0)
    name = PublicName.objects.get()
    for path in [*staff_pages(signature), reverse("pledge_name_check", args=[name.pk])]:
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert "planted.address" not in answer.content.decode()


def test_the_list_is_narrowed(client, moderator) -> None:
    make.signed(organisation="Quillford Trust", role=Role.POLICE)
    make.signed(organisation="Cobalt House", authority=make.area("York"))
    make.asked(organisation="Nobody pressed it")
    make.signed(organisation="Lantern Lane", kind=Kind.ORGANISATION, how="We ask.")

    def listed(**said: str) -> set[str]:
        page = client.get(reverse("pledge_signatures"), said).content.decode()
        names = ("Quillford Trust", "Cobalt House", "Nobody pressed it", "Lantern Lane")
        return {name for name in names if name in page}

    assert len(listed()) == 4
    assert listed(kind="organisation") == {"Lantern Lane"}
    assert listed(role="police") == {"Quillford Trust"}
    assert listed(search="york") == {"Cobalt House"}
    assert listed(search="quill") == {"Quillford Trust"}
    assert listed(state="waiting") == {"Nobody pressed it"}
    assert listed(region="E12000003", kind="person", state="counted") == {"Quillford Trust", "Cobalt House"}


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_list_asks_as_much_for_three_as_for_one(
    client, moderator, django_assert_num_queries, how_many
) -> None:
    for _ in range(how_many):
        make.signed()
    client.get(reverse("pledge_signatures"))
    with django_assert_num_queries(17):
        client.get(reverse("pledge_signatures"))


def test_a_table_is_taken_away_on_record_and_names_nobody(client, moderator) -> None:
    make.signed(EMAIL, name="Wilhelmina Oakapple", organisation="=cmd()")
    make.signed(organisation="Quillford Trust", role=Role.POLICE)
    answer = client.post(reverse("pledge_export"), {"role": "social_worker"})
    text = b"".join(answer.streaming_content).decode()
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0][1] == f"user:{moderator.pk}"
    assert len(rows) == 3 and rows[2][2] == "'=cmd()"
    assert "Oakapple" not in text and "planted" not in text
    entry = AuditEntry.objects.get(act="pledge.exported")
    assert entry.facts["rows"] == 1 and entry.facts["role"] == "social_worker"
    assert client.get(reverse("pledge_export")).status_code == 405


def test_opening_one_is_on_record_and_ending_it_wants_a_tick(client, moderator) -> None:
    signature = make.signed()
    address = reverse("pledge_signature", args=[signature.pk])
    client.get(address)
    assert AuditEntry.objects.filter(act="signature.opened").count() == 1
    client.post(address)
    assert Signature.objects.exists()
    client.post(address, {"sure": "on"})
    assert not Signature.objects.exists()


def test_what_children_wrote_is_read_on_record(client, moderator) -> None:
    make.reply(more="My old worker said goodbye")
    make.reply()
    page = client.get(reverse("mirror_replies")).content.decode()
    assert "My old worker said goodbye" in page
    entry = AuditEntry.objects.get(act="reply.read")
    assert entry.facts["replies"] == [Reply.objects.get(has_words=True).pk]


@pytest.mark.parametrize("how_many", [1, 3])
def test_replies_ask_as_much_for_three_as_for_one(
    client, moderator, django_assert_num_queries, how_many
) -> None:
    for _ in range(how_many):
        make.reply(place=make.area(), more="It was nice")
    client.get(reverse("mirror_replies"))
    trail_lock = int(connection.vendor == "postgresql")
    with django_assert_num_queries(21 + trail_lock):
        client.get(reverse("mirror_replies"))
