"""The head of staff's pages: every one is reached from home."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.translation import gettext_lazy

from people import staff_pages
from safeguarding.forms import NoteForm
from tests.factories.accounts import UserFactory


def test_crumbs_lead_from_home_to_the_page() -> None:
    above = (gettext_lazy("Council workers"), "/admin/council-workers/")
    head = staff_pages.headed("Sunny Street", above, icon="group")
    assert (head["header_title"], head["header_icon"]) == ("Sunny Street", "group")
    assert [(each["label"], each["url"]) for each in head["breadcrumbs_items"]] == [
        ("Home", reverse("wagtailadmin_home")),
        above,
        ("Sunny Street", ""),
    ]


@pytest.mark.django_db
def test_page_has_its_context_head_and_status() -> None:
    user = UserFactory(superuser=True)
    for method, words, status in (("post", "", 422), ("post", "said", 200), ("get", "", 200)):
        request = getattr(RequestFactory(), method)("/admin/")
        request.user = user
        context = {"questions": [], "form": NoteForm({"words": words})}
        shown = staff_pages.page(request, "people/data_map.html", context, "Data map", icon="list-ul")
        assert shown.status_code == status
        assert b"<title>" in shown.content and b"Data map" in shown.content


@pytest.mark.django_db
@pytest.mark.parametrize(
    "name", ["days_desk", "commendations_desk", "takeover_figures", "meetup_councils", "promises"]
)
def test_desk_is_reached_from_home(client: Client, name: str) -> None:
    client.force_login(UserFactory(superuser=True, lead=True, moderator=True))
    crumbs = client.get(reverse(name)).context["breadcrumbs_items"]
    assert crumbs[0]["url"] == reverse("wagtailadmin_home")
