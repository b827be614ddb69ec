"""The journey's cookie: random, hashed at rest, over after a week or after sending (S2, S8)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import RequestFactory, override_settings
from django.utils import timezone

from our_childhood import drafts
from our_childhood.models import FilmDraft
from tests.factories.our_childhood import FilmFactory

pytestmark = pytest.mark.django_db


def request(token: str | None = None):
    made = RequestFactory().get("/films/make/")
    if token is not None:
        made.COOKIES[drafts.COOKIE] = token
    return made


def test_start_and_come_back():
    draft, token = drafts.start(request())
    drafts.keep(draft, age_band="7-9")
    found = drafts.current(request(token))
    assert found == draft
    assert found.answers == {"age_band": "7-9"}
    assert found.token == token


def test_database_holds_no_token():
    """A stolen database opens no journey."""
    _, token = drafts.start(request())
    assert token not in str(FilmDraft.objects.values().get())
    with override_settings(SECRET_KEY="somebody-else's"):
        assert drafts.current(request(token)) is None


def test_journey_survives_a_changed_key():
    draft, token = drafts.start(request())
    with override_settings(SECRET_KEY="new", SECRET_KEY_FALLBACKS=["only-for-tests"]):
        assert drafts.current(request(token)) == draft
        assert drafts.upload_owner(request(token)) == drafts.owner_of(draft)


@pytest.mark.parametrize("token", [None, "", "x", "x" * 43, "x" * 5000, "ключ" * 10])
def test_anything_else_opens_nothing(token):
    drafts.start(request())
    assert drafts.current(request(token)) is None
    assert drafts.upload_owner(request(token)) is None
    assert drafts.sent(request(token)) is None


def test_owner_of_uploads_is_another_journeys_business():
    """An upload belongs to its journey; the owner is not the token, and differs between journeys."""
    _, one = drafts.start(request())
    _, other = drafts.start(request())
    owners = {drafts.upload_owner(request(token)) for token in (one, other)}
    assert len(owners) == 2
    assert all(len(owner) == 64 and int(owner, 16) for owner in owners)
    assert owners.isdisjoint({one, other, *FilmDraft.objects.values_list("token_hash", flat=True)})


def test_a_week_later_it_is_over():
    _, token = drafts.start(request())
    FilmDraft.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert drafts.current(request(token)) is None
    assert drafts.upload_owner(request(token)) is None


def test_each_answer_gives_another_week():
    draft, _ = drafts.start(request())
    FilmDraft.objects.update(expires_at=timezone.now() + timedelta(hours=1))
    drafts.keep(draft, region="unsaid")
    assert FilmDraft.objects.get().expires_at > timezone.now() + timedelta(days=6)


def test_after_sending_only_the_last_page_is_left_and_not_for_long():
    """A shared tablet shows the code for half an hour, to the browser that sent the film."""
    draft, token = drafts.start(request())
    FilmDraft.objects.update(sent_at=timezone.now(), film=FilmFactory())
    assert drafts.current(request(token)) is None
    assert drafts.upload_owner(request(token)) is None
    assert drafts.sent(request(token)) == draft
    FilmDraft.objects.update(sent_at=timezone.now() - timedelta(minutes=drafts.RECEIPT_MINUTES))
    assert drafts.sent(request(token)) is None


def test_cookie_is_out_of_reach_of_scripts_and_other_sites(settings):
    """S10, S39."""
    settings.SESSION_COOKIE_SECURE = True
    response = HttpResponse()
    drafts.set_cookie(response, "a-token")
    cookie = response.cookies[drafts.COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["secure"], cookie["path"]) == (
        True,
        "Lax",
        True,
        "/",
    )
    assert cookie["max-age"] == 7 * 24 * 3600
    drafts.forget_cookie(response)
    assert response.cookies[drafts.COOKIE]["max-age"] == 0
