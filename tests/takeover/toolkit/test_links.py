"""The toolkit is linked from where people look, only while it is there, and costs those pages nothing."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms import navigation
from tests.factories.challenges import FitHostFactory
from tests.factories.cms import NavigationItemFactory
from tests.factories.sign_ups import GroupFactory
from tests.factories.toolkit import ToolkitPageFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_pages")]

# Who looks: everybody, or somebody on a page of their own, which draws no menu.
LOOKS = {
    "the list": ("takeovers", "/takeovers/"),
    "hosts who are new": ("hosts", "/takeovers/host/"),
    "a host": ("hosts", "/takeovers/host/"),
    "groups that are new": ("groups", "/takeovers/groups/"),
    "a group": ("groups", "/takeovers/groups/"),
}


@pytest.fixture(params=LOOKS)
def looking(request: pytest.FixtureRequest, client: Client) -> tuple[Client, str, str]:
    """A browser, the place of the links, and the address they are looked for at."""
    if request.param == "a host":
        client.force_login(FitHostFactory().registration.owner)
    if request.param == "a group":
        client.force_login(GroupFactory(checked=True).lead)
    return (client, *LOOKS[request.param])


def test_a_link_is_there_while_its_page_is(looking: tuple[Client, str, str]) -> None:
    client, place, address = looking
    page = ToolkitPageFactory()
    NavigationItemFactory(label="How a takeover works", address="", page=page, place=place)
    navigation.forget()
    html = client.get(address).content.decode()
    assert f'<a href="{page.url}">How a takeover works</a>' in html
    assert Client().get(page.url).status_code == 200
    page.unpublish()
    navigation.forget()
    html = client.get(address).content.decode()
    assert "How a takeover works" not in html and "Good to read" not in html


def test_a_link_costs_its_page_no_query(looking: tuple[Client, str, str]) -> None:
    client, place, address = looking

    def cost() -> tuple[int, int]:
        """Queries of the page, and of those the ones about menu links."""
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        return len(asked), sum("cms_navigationitem" in query["sql"] for query in asked)

    before = cost()
    assert before[1] == 0, "links are remembered (ADR 0155)"
    page = ToolkitPageFactory()
    for _ in range(3):
        NavigationItemFactory(label="How a takeover works", address="", page=page, place=place)
    navigation.forget()
    assert cost() == before
    assert client.get(address).content.decode().count("How a takeover works") == 3
