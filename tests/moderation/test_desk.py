"""The review desk: what waits for whom, one film, the verdict; every look on record (S22)."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

import storage
from moderation.enums import Check, Verdict
from our_childhood.desk import queries
from our_childhood.models import Film
from safeguarding import queries as safeguarding
from safeguarding.models import AuditEntry
from tests.factories.accounts import UserFactory
from tests.factories.moderation import film_approved, film_at_second_check, film_in_review, fresh, give, watch

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator() -> Any:
    return UserFactory(moderator=True, first_name="Mo")


@pytest.fixture
def desk(client: Client, moderator: Any) -> Client:
    client.force_login(moderator)
    return client


def put_bytes(film: Film, name: str = "preview.mp4") -> None:
    rendition = film.video.renditions.get(name=name)
    storage.put(
        storage.private(), rendition.key, io.BytesIO(b"0123456789" * 10), content_type=rendition.content_type
    )


def read(answer: Any) -> bytes:
    """The whole body, and the file behind it closed (closing the answer would close the database too)."""
    body = b"".join(answer.streaming_content)
    for close in answer._resource_closers:
        close()
    return body


def decide(client: Client, film: Film, verdict: str, **data: str) -> Any:
    state = fresh(film).current_workflow_task_state
    if verdict == "approve":
        data.setdefault("people", "1")  # the child alone is on record
    fields = {f"{verdict}-{name}": value for name, value in data.items()}
    return client.post(
        reverse("review_decide", args=[film.pk, verdict]), {"task_state": state.pk if state else 0, **fields}
    )


def test_desk_shows_what_waits_longest_first(desk: Client) -> None:
    late, soon = film_in_review(), film_in_review()
    from datetime import timedelta

    from django.utils import timezone
    from wagtail.models import TaskState

    TaskState.objects.for_instance(late).update(started_at=timezone.now() - timedelta(days=3))
    page = desk.get(reverse("review_desk"))
    assert [row.film.pk for row in page.context["rows"]] == [late.pk, soon.pk]
    assert page.context["late"] == 1
    assert "has waited for more than 48 hours" in page.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_desk_asks_the_database_as_often_for_three_films_as_for_one(
    desk: Client, count: int, django_assert_max_num_queries: Any
) -> None:
    for _ in range(count):
        film_in_review(others_in_film=True)
    desk.get(reverse("review_desk"))
    with django_assert_max_num_queries(52):
        assert len(desk.get(reverse("review_desk")).context["rows"]) == count


def test_desk_says_why_a_film_is_not_yours(desk: Client, moderator: Any) -> None:
    """Clear reasons, not a missing button."""
    film, _ = film_at_second_check(first=moderator)
    assert not desk.get(reverse("review_desk")).context["rows"]
    page = desk.get(reverse("review_desk"), {"queue": "others"})
    (row,) = page.context["rows"]
    assert row.film.pk == film.pk
    assert "somebody else does this one" in page.content.decode()


def test_desk_keeps_queues_apart(desk: Client, moderator: Any) -> None:
    ready = film_in_review()
    held = film_in_review()
    give(held, UserFactory(moderator=True), Verdict.HOLD, reason="worry", seen=False)
    waiting = film_in_review(age_band="7-9")
    Film.objects.filter(pk=waiting.pk).update(review_asked_at=None)
    stuck = film_in_review()
    stuck.video.stage = "stuck"
    stuck.video.save()
    film_approved()
    shown = {
        name: {film.pk for film in queries.queue(name, moderator)}
        for name in ("yours", "held", "stuck", "grown-up")
    }
    assert shown["held"] == {held.pk}
    assert shown["stuck"] == {stuck.pk}
    assert shown["grown-up"] == {waiting.pk}
    assert ready.pk in shown["yours"]
    assert held.pk not in shown["yours"]


def test_desk_narrows_by_check_age_and_title(desk: Client) -> None:
    first = film_in_review(age_band="7-9", title="Quiet Jumping Fox")
    second, _ = film_at_second_check()

    def found(**asked: str) -> set[int]:
        return {row.film.pk for row in desk.get(reverse("review_desk"), asked).context["rows"]}

    assert found() == {first.pk, second.pk}
    assert found(check="editorial") == {second.pk}
    assert found(age_band="7-9") == {first.pk}
    assert found(q="jumping") == {first.pk}
    assert found(check="nonsense") == {first.pk, second.pk}


def test_opening_a_film_is_on_record(desk: Client, moderator: Any) -> None:
    """S22."""
    film = film_in_review(description="My name is Ola, call 07700 900123.")
    page = desk.get(reverse("review_film", args=[film.pk]))
    assert page.status_code == 200
    text = page.content.decode()
    assert "07700 900123" in text.split("What was found")[1]
    assert "Watch it first" in text
    entry = AuditEntry.objects.get(act="film.opened")
    assert entry.actor == f"user:{moderator.pk}"


def test_watching_is_on_record_once_a_look_and_opens_the_verdict(desk: Client, moderator: Any) -> None:
    """S22: a player asks many times; that is one look."""
    film = film_in_review()
    put_bytes(film)
    address = reverse("review_media", args=[film.pk, "preview.mp4"])
    for span in ("bytes=0-9", "bytes=10-19", "bytes=20-"):
        answer = desk.get(address, headers={"Range": span})
        assert answer.status_code == 206
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert read(answer)
    assert AuditEntry.objects.filter(act="film.seen", actor=f"user:{moderator.pk}").count() == 1
    decide(desk, film, "approve", note="")
    assert fresh(film).current_workflow_task.specific.check_kind == Check.EDITORIAL


def test_a_still_picture_is_no_having_watched(desk: Client) -> None:
    film = film_in_review()
    put_bytes(film, "poster.jpg")
    answer = desk.get(reverse("review_media", args=[film.pk, "poster.jpg"]))
    assert read(answer) == b"0123456789" * 10
    assert AuditEntry.objects.filter(act="film.glanced_at").count() == 1
    page = desk.get(decide(desk, film, "approve", note="").headers["Location"])
    assert "Watch it first" in page.content.decode()
    assert fresh(film).current_workflow_task.specific.check_kind == Check.SAFEGUARDING


def test_media_of_a_withdrawn_or_unknown_film_is_404(desk: Client) -> None:
    from our_childhood import actions
    from our_childhood.enums import WithdrawalRoute

    film = film_in_review()
    put_bytes(film)
    assert desk.get(f"/admin/films/{film.pk}/media/../../secret", follow=True).status_code == 404
    assert desk.get(reverse("review_media", args=[film.pk, "other.mp4"])).status_code == 404
    actions.withdraw(film=film, by="child", route=WithdrawalRoute.CODE)
    for name in ("review_film", "review_captions"):
        assert desk.get(reverse(name, args=[film.pk])).status_code == 404
    assert desk.get(reverse("review_media", args=[film.pk, "preview.mp4"])).status_code == 404


def test_refusing_takes_a_reason_and_tells_the_child(desk: Client, moderator: Any) -> None:
    film = film_in_review()
    watch(film, moderator)
    answer = decide(desk, film, "refuse", note="badge")
    assert answer.status_code == 422
    assert fresh(film).refused_at is None
    answer = decide(desk, film, "refuse", reason="school", note="badge")
    assert answer.headers["Location"] == reverse("review_desk")
    film = fresh(film)
    assert film.refused_at is not None
    assert "You did nothing wrong" in film.reply.reply


def test_asking_for_a_change_and_holding_change_the_film(desk: Client, moderator: Any) -> None:
    film = film_in_review()
    watch(film, moderator)
    decide(desk, film, "ask_change", reason="sound")
    assert fresh(film).change_asked_at is not None
    held = film_in_review()
    decide(desk, held, "hold", reason="suspected-image")
    assert fresh(held).held_at is not None
    page = desk.get(reverse("review_film", args=[held.pk]))
    assert "A safeguarding lead lifts it." in page.content.decode()


def test_only_a_lead_lifts_a_hold(desk: Client, client: Client) -> None:
    film = film_in_review()
    decide(desk, film, "hold", reason="worry")
    desk.post(reverse("review_lift", args=[film.pk]))
    assert safeguarding.is_held(film)
    client.force_login(UserFactory(lead=True))
    client.post(reverse("review_lift", args=[film.pk]))
    assert not safeguarding.is_held(film)
    assert fresh(film).held_at is None


def test_only_a_lead_who_is_sure_takes_a_film_down(desk: Client, client: Client) -> None:
    """S8: staff can do what the child's code can, once, on purpose and on record."""
    film = film_in_review()
    address = reverse("review_take_down", args=[film.pk])
    assert desk.post(address, {"sure": "on"}).status_code in (302, 403)
    assert fresh(film).withdrawn_at is None
    lead = UserFactory(lead=True)
    client.force_login(lead)
    client.post(address)
    assert fresh(film).withdrawn_at is None
    client.post(address, {"sure": "on"})
    assert fresh(film).withdrawn_by == "staff"
    assert AuditEntry.objects.get(act="film.withdrawn").actor == f"user:{lead.pk}"


def test_second_click_on_an_old_page_is_told_so(desk: Client, moderator: Any) -> None:
    film = film_in_review()
    watch(film, moderator)
    state = film.current_workflow_task_state
    give(film, UserFactory(moderator=True), Verdict.APPROVE)
    answer = desk.post(
        reverse("review_decide", args=[film.pk, "approve"]), {"task_state": state.pk}, follow=True
    )
    assert "Somebody was faster" in answer.content.decode()


def test_gate_that_says_no_is_a_sentence(desk: Client) -> None:
    """Not a 500: the reviewer reads what is missing."""
    film, _ = film_at_second_check(consent=False)
    answer = desk.get(reverse("review_film", args=[film.pk]))
    assert "There is no standing yes from the child." in answer.content.decode()
    answer = desk.get(decide(desk, film, "approve", note="").headers["Location"])
    assert "There is no standing yes from the child." in answer.content.decode()
    assert not fresh(film).live


WORDS = {
    "title": "Brave Singing Otter",
    "description": "A paper boat.",
    "speech": "captioned",
    "captions": "WEBVTT\r\n\r\n00:00.200 --> 00:02.600\r\nHello\r\n",
    "transcript": "Hello",
}


def test_words_are_saved_with_revision_and_record(desk: Client) -> None:
    """S28: captions a person has confirmed."""
    film = film_in_review()
    answer = desk.post(reverse("review_words", args=[film.pk]), WORDS)
    assert answer.status_code == 302
    film = fresh(film)
    assert (film.speech, film.captions.splitlines()[0], film.title) == ("captioned", "WEBVTT", WORDS["title"])
    assert film.latest_revision.content["captions"] == film.captions
    assert AuditEntry.objects.filter(act="film.words_changed").exists()
    assert desk.get(reverse("review_captions", args=[film.pk])).content.decode() == film.captions


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"captions": "Hello"}, "The first line must be WEBVTT."),
        ({"captions": ""}, "Write the captions"),
        ({"captions": "WEBVTT\n\n00:59.000 --> 01:00.000\nHello"}, "after the end of the film"),
    ],
)
def test_captions_that_do_not_play_are_not_saved(desk: Client, change: dict[str, str], sentence: str) -> None:
    film = film_in_review()
    answer = desk.post(reverse("review_words", args=[film.pk]), {**WORDS, **change})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert fresh(film).captions == ""


def test_new_words_after_the_first_check_begin_it_again(desk: Client) -> None:
    """F13 in words, and said so."""
    film, _first = film_at_second_check()
    answer = desk.post(reverse("review_words", args=[film.pk]), WORDS, follow=True)
    assert "both checks begin again" in answer.content.decode()
    assert fresh(film).current_workflow_task.specific.check_kind == Check.SAFEGUARDING


def test_claiming_and_putting_back(desk: Client, moderator: Any) -> None:
    film = film_in_review()
    desk.post(reverse("review_claim", args=[film.pk]))
    assert fresh(film).locked_by_id == moderator.pk
    other = UserFactory(moderator=True)
    assert not queries.queue("yours", other).exists()
    desk.post(reverse("review_release", args=[film.pk]))
    assert queries.queue("yours", other).exists()


def test_wagtails_own_pages_still_work(desk: Client) -> None:
    """History, reports, the editor and the list work as editors know them."""
    film, _ = film_at_second_check()
    base = "wagtailsnippets_our_childhood_film:"
    for address in (
        reverse("wagtailadmin_home"),
        reverse(base + "list"),
        reverse(base + "edit", args=[film.pk]),
        reverse(base + "history", args=[film.pk]),
        reverse(base + "workflow_history", args=[film.pk]),
        reverse(base + "revisions_compare", args=[film.pk, "earliest", "latest"]),
    ):
        assert desk.get(address).status_code == 200, address


def test_audit_trail_is_for_leads_to_read_and_nobody_to_change(client: Client) -> None:
    """S22."""
    film_in_review()
    client.force_login(UserFactory(superuser=True, moderator=True))
    assert client.get("/admin/audit/").status_code in (302, 403)
    client.force_login(UserFactory(lead=True))
    page = client.get("/admin/audit/")
    assert page.status_code == 200
    assert b"film.review_started" in page.content
    entry = AuditEntry.objects.first()
    for address in (
        "/admin/audit/new/",
        f"/admin/audit/edit/{entry.pk}/",
        f"/admin/audit/delete/{entry.pk}/",
    ):
        assert client.post(address, {"act": "nothing"}).status_code in (302, 403, 404)
    assert AuditEntry.objects.filter(pk=entry.pk).exists()
