"""What everybody finds: a list by region, a map that says the same, one council; and what staff find."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.utils.text import slugify

from cicc_meetups.profiles.views import public
from geography.models import LocalAuthority
from tests.factories import between_meetups as make
from tests.factories import councils
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
HERE = "/meetups/councils/"
LIST_QUERIES = 5
COUNCIL_QUERIES = 5
STAFF_QUERIES = 13
PLANTED = ("Robin Reed", "01632 960 001", "@council.example", "Not Yet Checked", "Still Writing")


def text(page: Any) -> str:
    return str(page.content.decode())


def staff(**role: bool) -> Client:
    client = Client()
    client.force_login(UserFactory(is_staff=True, **role))
    return client


def test_calm_while_there_is_none() -> None:
    page = Client().get(HERE)
    assert page.status_code == 200 and "No council has a page here yet." in text(page)


def test_by_region_and_the_map_says_the_same() -> None:
    """The filter is a plain GET; each hexagon leads to the councils of its authority."""
    here, there = councils.shown(), councils.shown()
    one, other = (page.council.authority for page in (here, there))
    listed = text(Client().get(HERE))
    assert "2 councils" in listed
    for page, where in ((here, one), (there, other)):
        address = f"{HERE}{slugify(where.name)}/"
        assert f'href="{page.get_absolute_url()}"' in listed
        drawn = re.findall(rf'<a class="hex[^>]*href="{address}"[^>]*aria-label="([^"]*)"', listed)
        assert [one.replace("&#x27;", "'") for one in drawn] == [f"{where.name}: 1 council"]
        assert re.search(rf'<li><a href="{address}">[^<]*</a> <span>1 council</span>', listed)
        assert page.called in text(Client().get(address))
    region = Client().get(f"{HERE}?region={one.region_id}")
    assert here.called in text(region)
    assert (there.called in text(region)) == (one.region_id == other.region_id)
    nobody = LocalAuthority.objects.exclude(pk__in=[one.pk, other.pk]).earliest("code")
    empty = Client().get(f"{HERE}{slugify(nobody.name)}/")
    assert empty.status_code == 200 and "See all councils" in text(empty)


def test_addresses_of_authorities_are_their_own() -> None:
    """No two of the 153 share one, and none is taken for something else."""
    names = [slugify(one.name) for one in LocalAuthority.objects.all()]
    assert len(set(names)) == len(names) and all(names)


@pytest.mark.parametrize(
    "path",
    [
        "?region=E99",
        "?page=0",
        "?page=2",
        "?page=x",
        "nowhere/",
        "leeds/1-nobody/",
        "leeds/nobody/",
        "7/tell-us/",
    ],
)
def test_what_is_not_there_is_no_page(path: str) -> None:
    assert Client().get(f"{HERE}{path}").status_code == 404


def test_page_by_page(monkeypatch: Any) -> None:
    """Each council once, and the way back and on keeps the region."""
    monkeypatch.setattr(public, "PER_PAGE", 2)
    pages = [councils.shown() for _ in range(3)]
    seen = text(Client().get(HERE)) + text(Client().get(f"{HERE}?page=2"))
    assert all(seen.count(f'href="{page.get_absolute_url()}"') == 1 for page in pages)
    assert f'href="{HERE}?page=2"' in seen and f'rel="prev" href="{HERE}"' in seen


def test_nothing_of_workers_or_of_what_waits_is_public() -> None:
    """S2, S13: planted, and looked for in everything public."""
    page = councils.shown()
    councils.sent(make.worker(), called="Not Yet Checked")
    councils.written(make.worker(), called="Still Writing")
    for path in (HERE, page.get_absolute_url(), "/sitemap-councils.xml", f"/ar{HERE}", f"/pl{HERE}"):
        answer = Client().get(path)
        assert answer.status_code == 200, path
        assert [word for word in PLANTED if word in text(answer)] == [], path
        assert not answer.cookies and "public" in answer["Cache-Control"], path


def test_what_it_asked_and_was_promised() -> None:
    """Once the meetup has begun, and not before; a promise leads to its page."""
    worker = make.worker()
    page = councils.shown(worker)
    at = make.meetup()
    question = make.shown_question(at, worker)
    address = page.get_absolute_url()
    assert question.words not in text(Client().get(address))
    at = make.begun(at)
    promise = make.shown_promise(at, "We ring a week before.", question=question)
    read = text(Client().get(address))
    assert question.words in read and f"/meetups/promises/{promise.slug}/" in read and promise.words in read


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_reads_as_much_for_three_as_for_one(count: int, django_assert_num_queries: Any) -> None:
    for _ in range(count):
        councils.shown()
    Client().get(HERE)
    with django_assert_num_queries(LIST_QUERIES):
        assert text(Client().get(HERE)).count('class="council"') == count


@pytest.mark.parametrize("count", [1, 3])
def test_a_council_reads_as_much_for_three_as_for_one(count: int, django_assert_num_queries: Any) -> None:
    worker = make.worker()
    page = councils.shown(worker)
    asked = [make.shown_question(make.meetup(), worker, f"Question {number}?") for number in range(count)]
    for question in asked:
        at = make.begun(question.meetup)
        make.approved(make.news(make.shown_promise(at, f"Promise {question.pk}.", question=question)))
    address = page.get_absolute_url()
    Client().get(address)
    with django_assert_num_queries(COUNCIL_QUERIES):
        assert text(Client().get(address)).count("Promise ") == count


def test_a_section_of_the_sites_map() -> None:
    page = councils.shown()
    councils.sent(make.worker())
    found = text(Client().get("/sitemap-councils.xml"))
    assert page.get_absolute_url() in found and found.count("<loc>") == 1
    assert "sitemap-councils.xml" in text(Client().get("/sitemap.xml"))


def test_staff_find_councils_and_how_far_their_pages_are() -> None:
    shown, waiting = councils.shown(), councils.sent(make.worker())
    drafting, none = councils.written(make.worker()).council, make.worker().council
    client = staff(moderator=True)
    here = "/admin/council-workers/councils/"
    everything = text(client.get(here))
    for council in (shown.council, waiting.council, drafting, none):
        assert f"<td>{council.name}</td>" in everything
    assert f"/admin/council-pages/{shown.pk}/" in everything
    assert f"/admin/council-pages/{waiting.pk}/" in everything
    for query, found in (
        ("page=public", shown.council),
        ("page=waiting", waiting.council),
        (f"q={none.name.replace(' ', '+')}", none),
        (f"q={none.authority.name.split()[0]}&page=none", none),
    ):
        page = text(client.get(f"{here}?{query}"))
        assert f"<td>{found.name}</td>" in page, query
        assert f"<td>{shown.council.name}</td>" not in page or found == shown.council, query
    assert client.get(f"{here}?page=lost").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_staffs_list_reads_as_much_for_three_as_for_one(count: int, django_assert_num_queries: Any) -> None:
    for _ in range(count):
        councils.shown()
    client = staff(moderator=True)
    client.get("/admin/council-workers/councils/")
    with django_assert_num_queries(STAFF_QUERIES):
        client.get("/admin/council-workers/councils/")
