"""Editors write the questions, translators put them into other languages, and children meet both."""

from __future__ import annotations

import pytest
from django.test import Client
from wagtail.models import Locale

from our_childhood import prompts
from our_childhood.models import Prompt
from tests.factories.accounts import UserFactory
from tests.factories.our_childhood import PromptFactory

pytestmark = pytest.mark.django_db
LIST = "/admin/snippets/our_childhood/prompt/"


def test_editor_writes_a_question_that_children_can_pick(client: Client) -> None:
    """Moderators have no say in it; editors do, in the admin they know."""
    client.force_login(UserFactory(editor=True))
    english = Locale.objects.get_or_create(language_code="en")[0]
    response = client.post(
        f"{LIST}add/",
        {
            "question": "What makes you laugh?",
            "hint": "Show us one thing.",
            "slug": "laugh",
            "picture": "",
            "youngest": "4",
            "oldest": "12",
            "sort_order": "0",
            "active": "on",
        },
    )
    assert response.status_code == 302, response.context and response.context["form"].errors
    assert Prompt.objects.get().locale == english
    assert "What makes you laugh?" in client.get(LIST).content.decode()
    assert [question.text for question in prompts.questions("en")] == ["What makes you laugh?"]


def test_ages_the_wrong_way_round_are_a_form_error(client: Client) -> None:
    client.force_login(UserFactory(editor=True))
    Locale.objects.get_or_create(language_code="en")
    data = {"question": "Q?", "slug": "q", "youngest": "12", "oldest": "4", "sort_order": "0", "active": "on"}
    assert client.post(f"{LIST}add/", data).status_code == 200
    assert not Prompt.objects.exists()


def test_question_can_be_sent_to_translation(client: Client) -> None:
    """wagtail-localize offers it, and the copy in the other language keeps the same key."""
    client.force_login(UserFactory(superuser=True))
    polish = Locale.objects.get_or_create(language_code="pl")[0]
    prompt = PromptFactory(question="What makes a home?", slug="home")
    address = f"/admin/localize/submit/snippet/our_childhood/prompt/{prompt.pk}/"
    assert client.get(address).status_code == 200
    response = client.post(address, {"locales": [polish.pk]})
    assert response.status_code == 302
    copy = prompt.get_translation(polish)
    assert copy.translation_key == prompt.translation_key
    assert len(prompts.questions("pl")) == 1


def test_moderator_changes_no_question(client: Client) -> None:
    client.force_login(UserFactory(moderator=True))
    prompt = PromptFactory()
    response = client.get(f"{LIST}edit/{prompt.pk}/")
    assert response.status_code in (302, 403)
