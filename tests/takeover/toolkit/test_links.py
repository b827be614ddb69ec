"""The toolkit is linked from where people look, only while it is there, and costs those pages nothing."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms import navigation
from tests.factories.cms import NavigationItemFactory
from tests.factories.toolkit import ToolkitPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_pages")]
PLACES = [
    ("takeovers", "/takeovers/"),
    ("hosts", "/takeovers/host/"),
    ("groups", "/takeovers/groups/"),
]


@pytest.mark.parametrize(("place", "address"), PLACES)
def test_a_link_is_there_while_its_page_is(client: Client, place: str, address: str) -> None:
    page = ToolkitPageFactory()
    NavigationItemFactory(label="How a takeover works", address="", page=page, place=place)
    navigation.forget_beside()
    html = client.get(address).content.decode()
    assert f'<a href="{page.url}">How a takeover works</a>' in html
    assert client.get(page.url).status_code == 200
    page.unpublish()
    navigation.forget_beside()
    html = client.get(address).content.decode()
    assert "How a takeover works" not in html and "Good to read" not in html


@pytest.mark.parametrize(("place", "address"), PLACES)
def test_a_link_costs_its_page_no_query(client: Client, place: str, address: str) -> None:
    def cost() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        return len(asked)

    before = cost()
    page = ToolkitPageFactory()
    for _ in range(3):
        NavigationItemFactory(address="", page=page, place=place)
    navigation.forget_beside()
    assert cost() == before
