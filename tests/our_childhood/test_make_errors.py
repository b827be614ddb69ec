"""What goes wrong in the making journey, and what a child then reads: every answer is kept."""

from __future__ import annotations

import errno
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.test import Client
from django.utils import timezone

from our_childhood.models import FilmDraft
from tests.our_childhood.journey import ANSWERS, STEPS, WRONG, Ids, address, answer, clip, draft, walk
from uploads.models import Upload

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("step", STEPS)
def test_error_names_its_field(client: Client, step: str) -> None:
    """S27: the summary links to a field that is there; what is described exists; ids are unique."""
    walk(client, until=step)
    before = draft().answers if STEPS.index(step) else {}
    data = {key: value for key, value in {**ANSWERS[step], **WRONG[step]}.items() if value != ""}
    response = client.post(address(step), data)
    assert response.status_code == 200
    page = response.content.decode()
    assert "<title>Try again: " in re.sub(r"<title>\s+", "<title>", page)
    found = Ids(page)
    assert found.summary_links
    assert set(found.summary_links) <= set(found.ids)
    assert set(found.described) <= set(found.ids)
    assert len(found.ids) == len(set(found.ids))
    if STEPS.index(step):
        assert draft().answers == before


def test_wrong_email_stays_in_its_field(client: Client) -> None:
    walk(client, until="email")
    page = answer(client, "email", email="sam.grownup").content.decode()
    assert 'value="sam.grownup"' in page


def test_skip_drops_a_half_typed_email(client: Client) -> None:
    """S4: 'no' is as easy as 'yes'; what was typed is not kept."""
    walk(client, until="email", age={"age_band": "16-17"})
    response = answer(client, "email", email="half typed", skip="1")
    assert response["Location"] == address("check")
    assert draft().answers["email"] == ""


def test_under_13_cannot_skip(client: Client) -> None:
    """S7."""
    walk(client, until="email", age={"age_band": "10-12"})
    response = answer(client, "email", email="", skip="1")
    assert response.status_code == 200
    assert 'name="skip"' not in response.content.decode()


def test_no_film_yet_asks_kindly(client: Client) -> None:
    walk(client, until="film")
    response = client.post(address("film"), {})
    assert "Pick your film first" in response.content.decode()


def test_film_that_is_here_need_not_be_picked_again(client: Client) -> None:
    walk(client, until="look")
    page = client.get(address("film")).content.decode()
    assert "We have your film" in page
    assert client.post(address("film"), {})["Location"] == address("look")
    assert Upload.objects.count() == 1


def test_too_big_film_keeps_every_answer(client: Client, settings: Any) -> None:
    """Over the limit the child hears why, and loses nothing else."""
    settings.UPLOAD_MAX_BYTES = 2 * 1024**2
    walk(client, until="film")
    kept = draft().answers
    response = client.post(address("film"), {"film": clip(b"\0" * (2 * 1024**2 + 1))})
    assert "too big for us" in response.content.decode()
    assert draft().answers == kept
    assert not Upload.objects.exists()


def test_far_too_big_film_is_not_even_read(client: Client, settings: Any) -> None:
    settings.UPLOAD_MAX_BYTES = 1024
    walk(client, until="film")
    response = client.post(address("film"), {"film": clip(b"\0" * 5000)})
    assert "too big for us" in response.content.decode()
    assert not Upload.objects.exists()


def test_full_disk_keeps_every_answer(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """F4: a plain message, and nothing given before is lost."""
    walk(client, until="film")
    kept = draft().answers

    def full(self: TemporaryUploadedFile, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(TemporaryUploadedFile, "write", full, raising=False)
    response = client.post(address("film"), {"film": clip()})
    assert "We have no room right now" in response.content.decode()
    assert draft().answers == kept
    assert not Upload.objects.exists()


def test_empty_file_is_told_apart(client: Client) -> None:
    walk(client, until="film")
    response = client.post(address("film"), {"film": clip(b"")})
    assert "nothing in it" in response.content.decode()


def test_film_that_expired_is_asked_for_again_and_nothing_else_is(client: Client) -> None:
    """'Answers survive expiry': only the file has to come again."""
    walk(client)
    Upload.objects.all().delete()
    response = client.get(address("check"))
    assert response["Location"] == f"{address('film')}?to=check"
    response = client.post(f"{address('film')}?to=check", {"film": clip()})
    assert response["Location"] == address("check")
    assert client.get(address("check")).status_code == 200


def test_journey_that_expired_says_so(client: Client) -> None:
    walk(client, until="film")
    FilmDraft.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    response = client.get(address("film"), follow=True)
    assert "We lost your place" in response.content.decode()


def test_question_taken_away_meanwhile_is_asked_again(client: Client) -> None:
    from tests.factories.our_childhood import PromptFactory

    prompt = PromptFactory()
    walk(client, idea={"prompt": str(prompt.translation_key)})
    type(prompt).objects.update(active=False)
    assert client.get(address("check"))["Location"] == f"{address('idea')}?to=check"


def test_lost_protection_is_answered_kindly() -> None:
    """A form left open too long, or cookies blocked: no blame, and the way back."""
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(address("grown-up"), {"grown_up": "yes"})
    assert response.status_code == 403
    page = response.content.decode()
    assert "CSRF" not in page
    assert "/help/" in page
    assert not FilmDraft.objects.exists()


def test_protection_holds_for_the_film_too() -> None:
    """The file's form is exempt from the early check only to place its own file handler."""
    strict = Client(enforce_csrf_checks=True)
    page = strict.get(address("grown-up"))
    token = page.context["csrf_token"]
    for step in STEPS:
        if step == "film":
            break
        assert strict.post(address(step), {**ANSWERS[step], "csrfmiddlewaretoken": token}).status_code == 302
    assert strict.post(address("film"), {"film": clip()}).status_code == 403
    assert not Upload.objects.exists()
    assert strict.post(address("film"), {"csrfmiddlewaretoken": token, "film": clip()}).status_code == 302
