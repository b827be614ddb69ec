"""Three kinds of readers try everything, while meetups, pledges and calls for help lie in the database.

S12, S13, S25: where councils meet, who comes and who waits, what is not checked, who signed without wishing
to be named, and what a child wrote to the help team are at no address: for somebody without an account, for
another council's worker, and for staff whose work it is not. Controls prove that a crawl finds what it may.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.urls import reverse
from django.utils.text import slugify
from wagtail.models import Page, Revision, TaskState, WorkflowState

from cicc_meetups.after.models import Picture
from cicc_meetups.bookings.models import Booking, YoungPerson
from cicc_meetups.models import Council, Meetup, Worker
from cicc_meetups.practice.models import Answer, Post
from cicc_meetups.promises.models import News, Promise
from cicc_meetups.questions.models import Question
from geography.models import LocalAuthority
from help_at_hand.cases.models import Case, Entry
from places.models import Allotment
from pledge.models import PublicName, Signature
from tests.factories.accounts import UserFactory
from tests.journeys.crawler import Crawler, every_address
from tests.journeys.planted_meetups import Between, plant

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

HOST = "127.0.0.1"
STARTS = (
    *("/", "/pl/", "/ar/", "/search/", "/sitemap.xml", "/robots.txt", "/films/feed/"),
    *("/meetups/", "/pl/meetups/", "/ar/meetups/", "/meetups/calendar.ics", "/meetups/mine/"),
    *("/meetups/promises/", "/meetups/year/", "/meetups/practice/", "/meetups/questions/"),
    *("/pledge/", "/pledge/who/", "/pledge/where/", "/pledge/did-it-happen/", "/help/", "/help/figures/"),
    *("/pledge/did-it-happen/?area=E08000035", "/pledge/poster.pdf?for=easy"),
)
WORKERS = ("/meetups/mine/", "/meetups/mine/meetups/", "/meetups/questions/", "/meetups/practice/")
MODELS: tuple[type[Model], ...] = (
    *(Council, Worker, Meetup, Booking, YoungPerson, Question, Promise, News, Picture, Post, Answer),
    *(Signature, PublicName, Case, Entry, Allotment),
)
# Parts of addresses behind which this test's rows lie; tests beside this one ask the others.
ROOMS = ("meetup", "council", "question", "promise", "picture", "practice", "pledge", "signature", "help")
ROOMS += ("check", "concern", "workflow", "revision", "histor", "usage", "report")


@pytest.fixture(scope="module", autouse=True)
def planted(stage: Callable[..., Any]) -> Iterator[Between]:
    with stage(plant) as marked:
        yield marked


@pytest.fixture(scope="module")
def crawler() -> Crawler:
    """One for all: nothing is changed, so what it was told once it need not ask again."""
    return Crawler(host=HOST)


def test_control_the_crawler_finds_what_may_be_found(planted: Between, crawler: Crawler) -> None:
    """The crawl below proves something only if this one finds what is public, and that it is linked."""
    crawler.follow((*STARTS, *_of_areas()))
    missing = [name for name, marker in planted.public.items() if not crawler.found({name: marker})]
    assert missing == []


def test_nothing_is_found_by_anybody(planted: Between, crawler: Crawler) -> None:
    """S12, S13, S25, S31: every link, every URL pattern with every id, every code, every search."""
    crawler.follow((*STARTS, *_of_areas()))
    for address in _addresses(planted, most=12):
        if not address.startswith("/admin/"):
            crawler.ask(address)
    for address in _addresses(planted, most=1):  # the same door in front of each
        if address.startswith("/admin/"):
            crawler.ask(address)
    secret = {**planted.secret, **planted.shared}
    for marker in secret.values():
        crawler.ask(f"/search/?q={quote(marker.decode())}")
    for key in planted.keys:
        assert crawler.ask(f"/media/{key}").status == 404
    assert crawler.found(secret) == []
    assert crawler.found({code: code.encode() for code in planted.codes}) == []
    assert len(crawler.answers) > 500
    print(f"{len(crawler.answers):,} addresses asked, {len(secret)} markers looked for")


def test_another_councils_worker_sees_its_own_and_what_is_shared(planted: Between) -> None:
    """S12, S25: a worker reads what councils share, and of other councils' bookings nothing."""
    crawler = Crawler(host=HOST, user=planted.reader)
    crawler.follow(WORKERS)
    missing = [name for name, marker in planted.shared.items() if not crawler.found({name: marker})]
    assert missing == []
    for address in _addresses(planted, most=12):
        if address.startswith("/meetups/"):
            crawler.ask(address)
    assert crawler.found(planted.secret) == []
    print(f"{len(crawler.answers):,} addresses asked as a worker")


def test_staff_whose_work_it_is_not_find_none_of_it(planted: Between) -> None:
    """S22, S31: the least right that works: who translates pages reads of all this only what is public."""
    crawler = Crawler(host=HOST, user=UserFactory(translator=True))
    assert crawler.ask("/admin/").status == 200
    for address in _addresses(planted, most=1):  # number 1 is there of nearly every kind
        if address.startswith("/admin/"):
            crawler.ask(address)
    assert crawler.found({**planted.secret, **planted.shared}) == []
    assert len(crawler.answers) > 60
    print(f"{len(crawler.answers):,} addresses asked as a translator")


def test_what_is_not_there_looks_like_what_never_was(planted: Between, crawler: Crawler) -> None:
    """S13: an unchecked, refused or held promise, and one that never was, are one and the same 404."""
    nowhere = crawler.ask("/meetups/promises/never-was/")
    assert nowhere.status == 404
    hidden = Promise.objects.exclude(pk__in=Promise.objects.public())
    assert hidden.count() >= 3
    for slug in hidden.values_list("slug", flat=True):
        answer = crawler.ask(f"/meetups/promises/{slug}/")
        assert answer.status == 404
        assert answer.body.replace(slug.encode(), b"") == nowhere.body.replace(b"never-was", b"")


def _of_areas() -> list[str]:
    """Return the lists of councils, and what children said, of each area in which anything is planted."""
    areas = LocalAuthority.objects.filter(pk__in=Council.objects.values("authority"))
    return [
        address
        for area in areas
        for address in (
            reverse("profiles:authority", args=[slugify(area.name)]),
            f"/pledge/did-it-happen/?area={area.pk}",
        )
    ]


def _addresses(planted: Between, *, most: int) -> set[str]:
    """Return up to `most` addresses for each URL pattern of the rooms whose rows are planted."""
    every = every_address(_values(planted), default=[*_ids(Meetup)[:2], "1"], most=most)
    return {address for address in every if any(room in address for room in ROOMS)}


def _ids(model: type[Model]) -> list[str]:
    return [str(pk) for pk in model._default_manager.order_by("-pk").values_list("pk", flat=True)[:20]]


def _values(planted: Between) -> dict[str, list[str]]:
    """Everything in the database that an address could be made of, by the names patterns give their parts."""
    every = sorted({pk for model in MODELS for pk in _ids(model)}, key=int)[:24]
    kinds = ContentType.objects.get_for_models(Question, Promise, Post, Picture, Case, Signature).values()
    return {
        "pk": every,
        "id": every,
        "object_id": every,
        "number": ["1", "2"],
        "slug": [
            *Promise.objects.values_list("slug", flat=True),
            *Post.objects.values_list("slug", flat=True),
        ],
        "revision_id": _ids(Revision),
        "content_type_id": [str(kind.pk) for kind in kinds],
        "app_label": [
            "cicc_meetups",
            "bookings",
            "questions",
            "promises",
            "after",
            "practice",
            "cases",
            "pledge",
        ],
        "model_name": ["meetup", "booking", "question", "promise", "picture", "post", "case", "signature"],
        "task_state_id": _ids(TaskState),
        "workflow_state_id": _ids(WorkflowState),
        "page_id": _ids(Page),
        "code": planted.codes,
        "token": ["a" * 43],
        "year": [str(year) for year in {at.year for at in Meetup.objects.dates("starts_at", "year")}],
        "verdict": ["approve"],
        "path": list(planted.keys),
    }
