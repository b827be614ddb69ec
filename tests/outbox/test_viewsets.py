"""Operators see what failed and why, and nobody sees whom it was for."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from outbox.models import Message
from tests.factories.outbox import MessageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("operator@example.org", "a-long-password"))
    return client


@pytest.fixture
def editor(client: Client) -> Client:
    from django.contrib.auth.models import Group

    user = User.objects.create_user("editor@example.org", "a-long-password", is_staff=True)
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return client


@pytest.mark.parametrize("count", [1, 3])
def test_list_messages_without_addresses(operator: Client, count: int) -> None:
    MessageFactory.create_batch(
        count, failed=True, to="grown-up@example.org", context={"link": "secret-link"}
    )
    page = operator.get(reverse("outbox_messages:index")).content.decode()
    assert page.count("SMTPRecipientsRefused") >= count
    assert "grown-up@example.org" not in page
    assert "secret-link" not in page


def test_inspect_shows_neither_address_nor_context(operator: Client) -> None:
    message = MessageFactory(failed=True, to="grown-up@example.org", context={"link": "secret-link"})
    page = operator.get(reverse("outbox_messages:inspect", args=[message.pk])).content.decode()
    assert message.key in page
    assert "grown-up@example.org" not in page
    assert "secret-link" not in page


def test_let_a_failed_message_go_out_again(operator: Client) -> None:
    message = MessageFactory(failed=True)
    page = operator.get(reverse("outbox_messages:inspect", args=[message.pk])).content.decode()
    again = reverse("outbox_messages:again", args=[message.pk])
    assert again in page
    assert operator.get(again).status_code == 405
    operator.post(again)
    message.refresh_from_db()
    assert message.state == Message.State.WAITING


def test_offer_nothing_for_a_message_that_was_sent(operator: Client) -> None:
    message = MessageFactory(sent=True)
    page = operator.get(reverse("outbox_messages:inspect", args=[message.pk])).content.decode()
    assert reverse("outbox_messages:again", args=[message.pk]) not in page


def test_an_operator_cannot_add_edit_or_delete(operator: Client) -> None:
    message = MessageFactory()
    for name, args in (("add", []), ("edit", [message.pk]), ("delete", [message.pk])):
        answer = operator.post(reverse(f"outbox_messages:{name}", args=args), {"state": "sent"})
        assert answer.status_code in {302, 403}, name
    message.refresh_from_db()
    assert message.state == Message.State.WAITING
    assert Message.objects.count() == 1


def test_an_editor_sees_no_messages(editor: Client) -> None:
    message = MessageFactory(failed=True)
    assert editor.get(reverse("outbox_messages:index")).status_code in {302, 403}
    assert editor.post(reverse("outbox_messages:again", args=[message.pk])).status_code in {302, 403}
    message.refresh_from_db()
    assert message.state == Message.State.FAILED
