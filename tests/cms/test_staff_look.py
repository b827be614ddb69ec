"""The staff side wears the site's colours."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

pytestmark = pytest.mark.django_db


def test_the_staff_side_wears_the_sites_colours(client: Client) -> None:
    client.force_login(get_user_model().objects.create_superuser(email="boss@heard.example", password="x"))
    html = client.get("/admin/").content.decode()
    assert "/static/css/staff.css" in html
    assert "/static/img/icon.svg" in html


def test_editors_find_menus_and_the_help_page_in_each_language(client: Client) -> None:
    client.force_login(get_user_model().objects.create_superuser(email="boss@heard.example", password="x"))
    for address in ("/admin/snippets/cms/navigationitem/", "/admin/snippets/help_at_hand/helptext/"):
        response = client.get(address)
        assert response.status_code == 200
        assert "Polish" in response.content.decode()
