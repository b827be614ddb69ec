"""Somebody without an account tries everything, while takeovers in every state lie in the database.

S12, S13, S23, S25: what is not checked, where a group meets, and who comes, is at no address at all.
A control proves that the crawl finds such words where they may be found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from wagtail.models import Page, Revision, TaskState, WorkflowState

from accounts.models import User
from calendars.models import Feed
from certificates.models import Certificate
from consent.models import Ask
from places.models import Allotment, Booking
from takeover.challenges.models import Challenge, Draft
from takeover.models import Document, Host, Registration
from takeover.sign_ups.models import Group, SignUp, Ticket
from takeover.stories.models import Picture, StoryPage, WriteUp
from takeover.wishes.models import Wish
from tests.journeys.crawler import Crawler, every_address
from tests.journeys.planted_takeovers import Marked, plant

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

HOST = "127.0.0.1"
STARTS = (
    *("/", "/pl/", "/ar/", "/search/", "/sitemap.xml", "/robots.txt", "/films/feed/"),
    *("/takeovers/", "/pl/takeovers/", "/ar/takeovers/", "/takeovers/host/", "/takeovers/groups/"),
    *("/takeovers/wishes/", "/takeovers/stories/", "/takeovers/changed/", "/my-place/", "/certificates/"),
)
MODELS: tuple[type[Model], ...] = (
    *(Host, Registration, Document, Challenge, Draft, Group, SignUp, Ticket, Wish, WriteUp, Picture),
    *(Allotment, Booking, StoryPage),
)


@pytest.fixture(scope="module", autouse=True)
def planted(stage: Callable[..., Any]) -> Iterator[Marked]:
    with stage(plant) as marked:
        yield marked


@pytest.fixture(scope="module")
def crawler() -> Crawler:
    """One for all: nothing is changed, so what it was told once it need not ask again."""
    return Crawler(host=HOST)


def test_control_the_crawler_finds_what_may_be_found(planted: Marked, crawler: Crawler) -> None:
    """The crawl below proves something only if this one finds what is public, and that it is linked."""
    crawler.follow((*STARTS, *_of_areas()))
    missing = [name for name, marker in planted.public.items() if not crawler.found({name: marker})]
    assert missing == []


def test_nothing_of_a_takeover_is_found_by_anybody(planted: Marked, crawler: Crawler) -> None:
    """S12, S13, S25: every link, every URL pattern with every id, every code, every search."""
    crawler.follow((*STARTS, *_of_areas()))
    default = [*_ids(Challenge)[:4], "1"]
    for address in every_address(_values(planted), default=default):
        if not address.startswith("/admin/"):
            crawler.ask(address)
    for address in every_address(_values(planted), default=default, most=4):  # the same door before each
        if address.startswith("/admin/"):
            crawler.ask(address)
    for marker in planted.secret.values():
        for search in ("/search/?q=", "/takeovers/?q="):
            crawler.ask(search + quote(marker.decode()))
    assert crawler.found(planted.secret) == []
    assert crawler.found({code: code.encode() for code in planted.codes}) == []
    assert len(crawler.answers) > 800
    print(f"{len(crawler.answers):,} addresses asked, {len(planted.secret)} markers looked for")


def test_what_is_not_public_answers_like_what_never_was(planted: Marked, crawler: Crawler) -> None:
    """S13: a draft, a refused, held or suspended one, and one that never was, are one and the same 404."""
    nowhere = crawler.ask("/takeovers/999999/")
    assert nowhere.status == 404
    hidden = Challenge.objects.exclude(pk__in=Challenge.objects.public()).filter(called_off_at=None)
    assert hidden.count() >= 3
    for pk in hidden.values_list("pk", flat=True):
        answer = crawler.ask(f"/takeovers/{pk}/")
        assert answer.status == 404
        assert answer.body.replace(f"/takeovers/{pk}/".encode(), b"") == nowhere.body.replace(
            b"/takeovers/999999/", b""
        )


def _of_areas() -> list[str]:
    """Return the list of takeovers of each area in which anything is planted, in each language."""
    areas = sorted(set(Challenge.objects.values_list("authority", flat=True)))
    return [f"{language}/takeovers/?area={area}" for area in areas for language in ("", "/pl", "/ar")]


def _ids(model: type[Model]) -> list[str]:
    return [str(pk) for pk in model._default_manager.order_by("-pk").values_list("pk", flat=True)[:20]]


def _values(planted: Marked) -> dict[str, list[str]]:
    """Everything in the database that an address could be made of, by the names patterns give their parts."""
    every = sorted({pk for model in MODELS for pk in _ids(model)})
    kinds = ContentType.objects.get_for_models(Host, Challenge, Wish, WriteUp).values()
    revisions = _ids(Revision)
    return {
        "pk": every,
        "id": every,
        "object_id": every,
        "sign_up": _ids(SignUp),
        "number": ["1", "2", *_ids(Picture)[:4], *Certificate.objects.values_list("number", flat=True)[:4]],
        "asked": ["1", "2"],
        "paper": _ids(Document),
        "kind": ["policy", "risk", "insurance"],
        "slug": [*StoryPage.objects.values_list("slug", flat=True), "draft-story", "check"],
        "revision_id": revisions,
        "content_type_id": [str(kind.pk) for kind in kinds],
        "app_label": ["takeover", "challenges", "wishes", "stories", "sign_ups"],
        "model_name": ["host", "challenge", "wish", "writeup", "signup"],
        "task_state_id": _ids(TaskState),
        "workflow_state_id": _ids(WorkflowState),
        "page_id": _ids(Page),
        "user_id": _ids(User)[:4],
        "code": planted.codes,
        "token": ["a" * 43, *_ids(Ask)[:2], *_ids(Feed)[:2]],
        "proof": ["insurance"],
        "verdict": ["approve"],
    }
