"""Finding a takeover: the list, its filter and its map, and what they cost (S12, S18, S23)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from geography.models import LocalAuthority
from places import allotting
from places.models import Allotment
from takeover.challenges import finding, signals
from takeover.challenges.enums import Access
from takeover.challenges.finding import Filter
from takeover.challenges.models import Challenge
from takeover.models import Host
from tests.factories.challenges import ChallengeFactory, FitHostFactory, allotment_of
from tests.factories.takeover import SeasonFactory

pytestmark = pytest.mark.django_db
LEEDS, CAMDEN = "E08000035", "E09000007"
YORKSHIRE, LONDON = "E12000003", "E12000007"


def at(code: str) -> LocalAuthority:
    return LocalAuthority.objects.get(code=code)


def titles(client: Client, **query: Any) -> list[str]:
    """The titles on the page of this filter, in its order; whoever comes by another address is sent on."""
    response = client.get("/takeovers/", query, follow=True)
    assert response.status_code == 200
    return [card.challenge.title for card in response.context["cards"]]


def give_away(challenge: Challenge, taken: int, waiting: int = 0) -> None:
    """Write down that so many places are taken, and how many bookings wait."""
    Allotment.objects.about(challenge).update(taken=taken, waiting=waiting)


def day(after: int) -> str:
    return (timezone.localdate() + timedelta(days=after)).isoformat()


# --- Who sees what ------------------------------------------------------------------------------

HIDDEN = {
    "draft": {"live": False},
    "called off": {"called_off_at": timezone.now(), "called_off_for": "place"},
    "held": {"held_at": timezone.now()},
    "begun yesterday": {"first_date": timezone.localdate() - timedelta(days=1)},
}
UNFIT = {
    "suspended": {"suspended_at": timezone.now(), "suspended_for": "ended"},
    "left": {"live": False, "left_at": timezone.now()},
    "refused": {"live": False, "refused_at": timezone.now()},
    "not approved": {"live": False, "approved_at": None},
}


@pytest.mark.parametrize("state", HIDDEN)
def test_only_what_is_public_and_to_come_is_listed(client: Client, state: str) -> None:
    kept, hidden = ChallengeFactory.create_batch(2, published=True)
    Challenge.objects.filter(pk=hidden.pk).update(**HIDDEN[state])
    assert titles(client) == [kept.title]
    assert hidden.title not in client.get("/sitemap-takeovers.xml").content.decode()


@pytest.mark.parametrize("state", UNFIT)
@pytest.mark.parametrize("index", ["old", "new"])
def test_nothing_is_shown_of_a_host_that_is_not_fit(client: Client, state: str, index: str) -> None:
    """S23: at once, also while the index in memory still holds it."""
    shown = ChallengeFactory(published=True)
    assert titles(client) == [shown.title]
    Host.objects.filter(pk=shown.host_id).update(**UNFIT[state])
    if index == "new":
        cache.clear()
    assert titles(client) == []
    for address in ("/takeovers/", f"/takeovers/{shown.pk}/", "/sitemap-takeovers.xml"):
        assert shown.title not in client.get(address).content.decode()
    assert client.get(f"/takeovers/{shown.pk}/").status_code == 404


def test_called_off_is_gone_from_the_list_at_once(client: Client) -> None:
    shown = ChallengeFactory(published=True)
    assert titles(client) == [shown.title]
    Challenge.objects.filter(pk=shown.pk).update(called_off_at=timezone.now(), called_off_for="place")
    assert titles(client) == []


def test_what_is_new_is_found_at_once_or_in_a_minute(
    client: Client, monkeypatch: Any, django_capture_on_commit_callbacks: Any
) -> None:
    assert titles(client) == []
    first = ChallengeFactory(published=True)
    assert titles(client) == []
    with django_capture_on_commit_callbacks(execute=True):
        signals.published.send(sender=Challenge, challenge=first, by="system")
    assert titles(client) == [first.title]
    monkeypatch.setattr(finding, "KEPT", 0)  # seconds
    finding.forget()
    second = ChallengeFactory(published=True, days=61)
    assert titles(client) == [first.title, second.title]


def test_the_list_is_the_same_for_everybody(client: Client) -> None:
    """S10: no cookie, caches may keep it a minute."""
    ChallengeFactory(published=True)
    response = client.get("/takeovers/")
    assert not response.cookies
    assert set(response["Cache-Control"].split(", ")) == {"public", "max-age=50"}
    assert "Cookie" not in response.get("Vary", "")
    assert client.get("/takeovers/", headers={"if-none-match": response["ETag"]}).status_code == 304


def test_the_address_is_on_no_public_page(client: Client) -> None:
    """S12."""
    shown = ChallengeFactory(published=True, address="9 Secret Lane", title="Run the zoo")
    for address in ("/takeovers/", f"/takeovers/{shown.pk}/", "/sitemap-takeovers.xml"):
        html = client.get(address).content.decode()
        assert "Secret Lane" not in html and "Robin Reed" not in html, address


# --- Filters --------------------------------------------------------------------------------------


@pytest.fixture
def offer() -> None:
    """Two takeovers that have nothing in common but the season."""
    zoo = FitHostFactory(kind="museum", authority=at(LEEDS))
    shop = FitHostFactory(kind="business", authority=at(CAMDEN))
    ChallengeFactory(
        published=True,
        host=zoo,
        title="Zoo",
        days=52,
        youngest=5,
        oldest=11,
        access=["step-free", "quiet"],
        capacity=8,
        largest_group=8,
    )
    ChallengeFactory(
        published=True,
        host=shop,
        title="Shop",
        days=66,
        youngest=14,
        oldest=17,
        access=["step-free", "loop"],
        capacity=30,
        smallest_group=3,
        largest_group=30,
    )


@pytest.mark.parametrize(
    "query, found",
    [
        ({}, ["Zoo", "Shop"]),
        ({"region": YORKSHIRE}, ["Zoo"]),
        ({"region": LONDON}, ["Shop"]),
        ({"area": LEEDS}, ["Zoo"]),
        ({"kind": "business"}, ["Shop"]),
        ({"kind": "police"}, []),
        ({"since": day(53)}, ["Shop"]),
        ({"until": day(52)}, ["Zoo"]),
        ({"since": day(53), "until": day(60)}, []),
        ({"age": "4-6"}, ["Zoo"]),
        ({"age": "10-12"}, ["Zoo"]),
        ({"age": "13-15"}, ["Shop"]),
        ({"age": "16-17"}, ["Shop"]),
        ({"of_us": 2}, ["Zoo"]),
        ({"of_us": 8}, ["Zoo", "Shop"]),
        ({"of_us": 30}, ["Shop"]),
        ({"of_us": 31}, []),
        ({"access": ["step-free"]}, ["Zoo", "Shop"]),
        ({"access": ["quiet", "step-free"]}, ["Zoo"]),
        ({"access": ["quiet", "loop"]}, []),
        ({"region": LONDON, "kind": "museum"}, []),
        ({"region": YORKSHIRE, "kind": "museum", "age": "7-9", "access": ["quiet"], "of_us": 3}, ["Zoo"]),
    ],
)
def test_each_filter_finds_what_fits(
    client: Client, offer: None, query: dict[str, Any], found: list[str]
) -> None:
    assert titles(client, **query) == found


def test_places_that_are_taken_are_not_places_left(client: Client, offer: None) -> None:
    """Five of eight taken: three find room, four do not; while others wait, nobody does."""
    zoo = Challenge.objects.get(title="Zoo")
    give_away(zoo, 5)
    assert "Zoo" in titles(client, of_us=3)
    assert "Zoo" not in titles(client, of_us=4)
    assert "3 places left" in client.get("/takeovers/").content.decode()
    give_away(zoo, 5, waiting=1)
    finding.forget()
    assert "Zoo" not in titles(client, of_us=1)
    assert "Full: waiting list" in client.get("/takeovers/").content.decode()


def test_places_left_are_never_old(client: Client) -> None:
    """What a card says is read for this very page, whatever the index holds."""
    shown = ChallengeFactory(published=True, capacity=20)
    assert "20 places left" in client.get("/takeovers/").content.decode()
    give_away(shown, 7)
    assert "13 places left" in client.get("/takeovers/").content.decode()


def test_nobody_finds_room_where_sign_up_is_closed(client: Client) -> None:
    shown = ChallengeFactory(published=True)
    allotting.close(allotment=allotment_of(shown), by="system")
    assert titles(client, of_us=1) == []
    assert titles(client) == [shown.title]
    assert "Sign-up is closed" in client.get("/takeovers/").content.decode()


# --- Addresses ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "typed, canonical",
    [
        ("?region=&area=&kind=museum&since=&until=&age=&of_us=", "?kind=museum"),
        ("?kind=museum&region=" + YORKSHIRE, f"?region={YORKSHIRE}&kind=museum"),
        ("?access=quiet&access=step-free&access=quiet", "?access=step-free&access=quiet"),
        ("?since=20/11/2030", "?since=2030-11-20"),
        ("?of_us=007", "?of_us=7"),
        (f"?region={LONDON}&area={LEEDS}", f"?region={LONDON}"),
        ("?utm_source=letter", ""),
        ("?", ""),
    ],
)
def test_a_filter_has_one_address(client: Client, typed: str, canonical: str) -> None:
    for prefix in ("", "/pl"):
        response = client.get(f"{prefix}/takeovers/{typed}")
        if typed == "?":  # nothing follows it: the same address
            assert response.status_code == 200
            continue
        assert response.status_code == 302
        assert response["Location"] == f"{prefix}/takeovers/{canonical}"
        assert client.get(response["Location"]).status_code == 200


@pytest.mark.parametrize(
    "typed, said",
    [
        ({"region": "X1"}, "Where?"),
        ({"area": "nowhere"}, "Area"),
        ({"kind": "castle"}, "What kind of place?"),
        ({"since": "soon"}, "From this day"),
        ({"age": "99"}, "How old are you?"),
        ({"of_us": "many"}, "How many of you?"),
        ({"of_us": "0"}, "How many of you?"),
        ({"access": ["moat"]}, "What do you need there?"),
        ({"since": "2030-02-02", "until": "2030-02-01"}, "Up to this day"),
    ],
)
def test_what_is_not_understood_is_left_out_with_a_word(
    client: Client, offer: None, typed: dict[str, Any], said: str
) -> None:
    """The rest still counts, what was typed stays in its field, and the page names its own address."""
    response = client.get("/takeovers/", {"kind": "museum"} | typed)
    assert response.status_code == 200
    html = response.content.decode()
    assert f"We did not understand this: “{said}”." in html
    assert '<link rel="canonical"' in html
    assert ("field--wrong" in html) == ("area" not in typed)
    if "kind" not in typed and "since" not in typed:
        assert [card.challenge.title for card in response.context["cards"]] == ["Zoo"]
    for value in typed.values():
        if isinstance(value, str) and "of_us" in typed:
            assert f'value="{value}"' in html


def test_the_hidden_area_is_carried_along_until_a_region_is_picked(client: Client, offer: None) -> None:
    html = client.get("/takeovers/", {"area": LEEDS}).content.decode()
    assert f'<input type="hidden" name="area" value="{LEEDS}"' in html
    assert 'name="area"' not in client.get("/takeovers/").content.decode()


def test_each_chip_takes_one_thing_away(client: Client, offer: None) -> None:
    response = client.get("/takeovers/", {"area": LEEDS, "kind": "museum"})
    assert dict(response.context["chips"]) == {
        "Leeds": "/takeovers/?kind=museum",
        "Museum, gallery or library": f"/takeovers/?area={LEEDS}",
    }


def test_every_kind_of_question_has_words(client: Client, offer: None) -> None:
    whole = Filter(
        region=LONDON,
        kind="business",
        since=timezone.localdate(),
        until=timezone.localdate() + timedelta(days=99),
        age="13-15",
        of_us=4,
        access=tuple(Access.values),
    )
    response = client.get(f"/takeovers/?{whole.query()}")
    assert response.status_code == 200
    assert len(response.context["chips"]) == len(whole.asked) == 7


def test_nothing_found_says_what_to_loosen(client: Client, offer: None) -> None:
    response = client.get("/takeovers/", {"region": LONDON, "kind": "museum", "age": "7-9"})
    assert "Nothing fits all of this." in response.content.decode()
    assert response.context["looser"] == [
        ("London", "/takeovers/?kind=museum&age=7-9", "1 takeover"),
    ]
    none = client.get("/takeovers/", {"region": LONDON, "kind": "museum", "of_us": 31})
    assert none.context["looser"] == []
    assert "Start again with all takeovers" in none.content.decode()
    assert "Nothing fits" not in client.get("/takeovers/").content.decode()


def test_before_anything_is_published_the_page_says_so(client: Client) -> None:
    SeasonFactory()
    html = client.get("/takeovers/").content.decode()
    assert "There is none to see yet." in html
    assert "0 takeovers" in html


# --- Pages of the list ------------------------------------------------------------------------------


def test_pages_are_named_by_the_takeover_before_them(client: Client) -> None:
    """Same days or not, each is shown once; what is published meanwhile moves nothing."""
    host = FitHostFactory()
    made = [ChallengeFactory(published=True, host=host, days=50 + number // 10) for number in range(30)]
    seen: list[str] = []
    address = "/takeovers/"
    for _ in range(3):
        response = client.get(address)
        seen += [card.challenge.title for card in response.context["cards"]]
        address = response.context["later"]
        ChallengeFactory(published=True, host=host, days=50, title="Late")
        finding.forget()
    assert [title for title in seen if title != "Late"] == [one.title for one in made]
    assert response.context["first"] == "/takeovers/"


@pytest.mark.parametrize("mark", ["x", "2026-11-20", "2026-13-20-1", "2026-11-20--1", "2026-11-20-x", "-"])
def test_a_mark_nobody_made_is_not_found(client: Client, mark: str) -> None:
    assert client.get("/takeovers/", {"after": mark}).status_code == 404


# --- The map ------------------------------------------------------------------------------------------


def test_the_map_counts_what_fits_everywhere(client: Client, offer: None) -> None:
    """A picked place does not empty the rest of the map; every other filter counts. Nothing is suppressed."""
    for query in ({}, {"area": LEEDS}, {"region": LONDON}):
        shown = client.get("/takeovers/", query).context["map"]
        words = {one.name: (one.words, one.url) for region in shown.regions for one in region.hexagons}
        assert words["Leeds"] == ("1 takeover", f"/takeovers/?area={LEEDS}")
        assert words["Camden"] == ("1 takeover", f"/takeovers/?area={CAMDEN}")
        assert words["York"][0] == "0 takeovers"
    shown = client.get("/takeovers/", {"kind": "museum"}).context["map"]
    words = {one.name: (one.words, one.url) for region in shown.regions for one in region.hexagons}
    assert words["Camden"] == ("0 takeovers", f"/takeovers/?area={CAMDEN}&kind=museum")
