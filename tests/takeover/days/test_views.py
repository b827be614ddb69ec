"""Pages of the day: who sees what and when, what is asked, and what comes of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from ical.calendar_stream import IcsCalendarStream

from calendars import actions as calendars
from calendars import queries as feeds
from certificates.models import Certificate
from consent.enums import Party
from places.enums import State
from safeguarding.models import AuditEntry
from takeover.challenges.models import Challenge
from takeover.days import sweeper
from takeover.days.enums import Kind, Side
from takeover.days.models import Roll
from takeover.models import Host
from takeover.sign_ups import actions as sign_up_actions
from takeover.sign_ups.leaving import erase_group
from takeover.sign_ups.models import SignUp
from tests import reading
from tests.factories import days as make
from tests.factories.sign_ups import fresh
from tests.takeover.days.doors import as_child, as_host, as_lead, child_of, group_page, host_page

pytestmark = pytest.mark.django_db


# --- Who sees what ----------------------------------------------------------------------------


def test_a_host_sees_the_sheet_and_each_look_is_on_record() -> None:
    """S25: first names and needs of those who shared, the lead's name and phone, the emergency route."""
    sign_up = make.coming()
    hidden = make.coming(challenge=sign_up.challenge, shared=False)
    make.in_days(sign_up, -1)
    page = as_host(sign_up).get(host_page(sign_up, "sheet/"))
    text = page.content.decode()
    for said in ("Mina", "seat near the front", "Sam Hill", "01632 960 321", "call 999", "Alex Marsh"):
        assert said in text, said
    assert text.count("Mina") == 1, "the second group shared no name"
    assert text.count("name not shared") == 3
    assert text.count("No photo.") == 3
    assert page["Cache-Control"] == "private, no-store" and page["X-Robots-Tag"] == "noindex"
    entry = AuditEntry.objects.get(act="sheet.opened")
    assert entry.facts == {"sign_ups": 2, "named": 3}
    assert hidden.group.name in text


@pytest.mark.parametrize(("days_ago", "status"), [(7, 200), (8, 404)])
def test_names_are_gone_after_seven_days(days_ago: int, status: int) -> None:
    """S25: the sheet is not there any more, and the day's page names no child at any time."""
    sign_up = make.was(days_ago=days_ago)
    host = as_host(sign_up)
    assert host.get(host_page(sign_up, "sheet/")).status_code == status
    assert "Mina" not in host.get(host_page(sign_up)).content.decode()
    assert ("Mina" in host.get(host_page(sign_up, f"{sign_up.pk}/")).content.decode()) is (status == 200)


HOSTS = ["", "sheet/", "worry/", "how/", "certificate.pdf"]
LEADS = ["day/", "day.ics", "day/came/", "day/worry/", "day/how/", "day/certificates.pdf"]
CHILDS = ["day/", "day.ics", "day/worry/", "day/how/", "day/certificate.pdf"]


@pytest.fixture
def attended(assets: Any) -> SignUp:
    """A day of yesterday to which everybody came."""
    sign_up = make.was()
    make.mark(sign_up)
    return fresh(sign_up)


def test_each_sees_their_own_and_nobody_elses(attended: SignUp) -> None:
    """What must not be seen answers 404, or leads to the door."""
    other = make.was()
    make.mark(other)
    for what in HOSTS:
        assert as_host(attended).get(host_page(attended, what)).status_code == 200, what
        assert as_host(other).get(host_page(attended, what)).status_code == 404, what
        assert Client().get(host_page(attended, what)).status_code == 302, what
    assert as_host(attended).get(host_page(attended, f"{other.pk}/")).status_code == 404
    for what in LEADS:
        assert as_lead(attended).get(group_page(attended, what)).status_code == 200, what
        assert as_lead(other).get(group_page(attended, what)).status_code == 404, what
        assert Client().get(group_page(attended, what)).status_code == 302, what
    child = as_child(child_of(attended))
    for what in CHILDS:
        assert child.get(f"/my-place/{what}").status_code == 200, what
        assert Client().get(f"/my-place/{what}").status_code == 302, what
    assert child.get("/my-place/day/").headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("state", ["held", "waiting", "cancelled"])
def test_without_confirmed_places_there_is_no_day(state: str) -> None:
    """S12: no address and nobody to ask for, whoever asks; the host sees nobody."""
    sign_up = make.coming(confirmed=False, yes=False)
    if state == "waiting":
        type(sign_up.booking).objects.update(state=State.WAITING, held_until=None, turn=1)
    if state == "cancelled":
        sign_up_actions.cancel(sign_up=sign_up, by="user:1")
    make.in_days(sign_up, -1)
    assert as_lead(sign_up).get(group_page(sign_up)).status_code == 404
    assert as_child(child_of(sign_up)).get("/my-place/day/").status_code == 404
    host = as_host(sign_up)
    assert "Sam Hill" not in host.get(host_page(sign_up, "sheet/")).content.decode()
    assert host.get(host_page(sign_up, f"{sign_up.pk}/")).status_code == 404


@pytest.mark.parametrize("why", ["suspended", "called off"])
def test_a_host_that_is_not_fit_sees_no_child(why: str) -> None:
    """S23: what lapses closes this too."""
    sign_up = make.was()
    if why == "suspended":
        Host.objects.update(suspended_at=make.timezone.now(), suspended_for="lead")
    else:
        Challenge.objects.update(called_off_at=make.timezone.now(), called_off_for="weather")
    for what in ("", "sheet/", f"{sign_up.pk}/"):
        assert as_host(sign_up).get(host_page(sign_up, what)).status_code == 404, what


def test_a_grown_ups_code_shows_no_help_for_children_and_does_not_speak_for_one() -> None:
    """S6: their page is the adults' one; faces and the name on a certificate are the child's."""
    sign_up = make.was(guardian=True)
    make.mark(sign_up, Side.HOST)
    ticket = child_of(sign_up)
    grown_up = as_child(ticket, Party.GUARDIAN)
    page = grown_up.get("/my-place/day/").content.decode()
    assert "help-bar" not in page and "first name on it" not in page
    assert "Talk to someone" not in grown_up.get("/my-place/day/worry/").content.decode()
    assert grown_up.get("/my-place/day/how/").status_code == 404
    assert grown_up.post("/my-place/day/name/", {"name": "on"}).status_code == 404
    child = as_child(ticket).get("/my-place/day/").content.decode()
    assert "help-bar" in child and "first name on it" in child


# --- Who came ---------------------------------------------------------------------------------


def test_the_big_button_and_the_same_press_again() -> None:
    """F8: sent twice over a bad line; both lead to the day's page, and one was counted."""
    sign_up = make.was()
    host = as_host(sign_up)
    for _ in range(2):
        answer = host.post(host_page(sign_up, f"{sign_up.pk}/"), {"came": "all"})
        assert answer.status_code == 302 and answer["Location"] == host_page(sign_up)
    assert fresh(sign_up).booking.came == 3
    assert Roll.objects.count() == 1


def test_some_of_them_by_ticking() -> None:
    sign_up = make.was()
    lead = as_lead(sign_up)
    tickets = [ticket.pk for ticket in sign_up.tickets.here()]
    page = lead.get(group_page(sign_up, "day/came/")).content.decode()
    assert "Mina" in page and "Tobi" in page
    lead.post(group_page(sign_up, "day/came/"), {"came": "ticked", "children": tickets[:1]})
    assert fresh(sign_up).booking.came == 1
    again = lead.get(group_page(sign_up, "day/came/")).content.decode()
    assert again.count("checked") == 1


def test_a_child_of_another_group_cannot_be_ticked() -> None:
    mine, theirs = make.was(), make.was()
    foreign = child_of(theirs).pk
    answer = as_lead(mine).post(group_page(mine, "day/came/"), {"came": "ticked", "children": [foreign]})
    assert answer.status_code == 422 and not Roll.objects.exists()


def test_too_late_says_what_is_so() -> None:
    sign_up = make.was(days_ago=8)
    answer = as_lead(sign_up).post(group_page(sign_up, "day/came/"), {"came": "all"})
    assert answer.status_code == 422
    assert "until seven days after" in answer.content.decode()
    assert not Roll.objects.exists()


@pytest.mark.parametrize("many", [1, 3])
def test_a_hosts_day_asks_the_same_for_one_group_and_for_three(django_assert_num_queries, many: int) -> None:
    sign_up = make.coming()
    for _ in range(many - 1):
        make.coming(challenge=sign_up.challenge)
    make.in_days(sign_up, -1)
    host = as_host(sign_up)
    host.get(host_page(sign_up))
    with django_assert_num_queries(8):
        host.get(host_page(sign_up))
    # On Postgres the trail also waits for the end of its chain.
    with django_assert_num_queries(16 if connection.vendor == "postgresql" else 15):
        host.get(host_page(sign_up, "sheet/"))


# --- Certificates and calendars ---------------------------------------------------------------


def test_a_childs_certificate_has_no_name_until_the_child_says_so(attended: SignUp) -> None:
    """S2; and off again."""
    ticket = child_of(attended)
    child = as_child(ticket)
    mine = Certificate.objects.get(kind=Kind.CHILD, subject_id=str(ticket.pk))
    address = f"/certificates/{mine.shown_number}/"
    assert "Mina" not in Client().get(address).content.decode()
    child.post("/my-place/day/name/", {"name": "on"})
    assert "Mina took over" in Client().get(address).content.decode()
    child.post("/my-place/day/name/", {"name": "off"})
    assert "Mina" not in Client().get(address).content.decode()


def test_a_forgotten_ticket_takes_the_name_along(attended: SignUp) -> None:
    """S8: and the certificate stays good."""
    ticket = child_of(attended)
    as_child(ticket).post("/my-place/day/name/", {"name": "on"})
    assert sweeper.sweep()["certificates_unnamed"] == 0
    sign_up_actions.forget(ticket=ticket)
    assert sweeper.sweep()["certificates_unnamed"] == 1
    mine = Certificate.objects.get(kind=Kind.CHILD, subject_id=str(ticket.pk))
    assert mine.first_name == "" and mine.revoked_at is None


def test_a_group_follows_its_days(client: Client) -> None:
    """S12: held ones without an address, confirmed ones with it, cancelled ones as cancelled; no child."""
    firm = make.in_days(make.coming(), 5)
    group = firm.group
    held = make.in_days(make.coming(group=group, confirmed=False), 6)
    lead = as_lead(firm)
    lead.post("/takeovers/groups/calendar/", {"act": "open"})
    feed = feeds.feed_of(group)
    address = f"/calendars/{feeds.token_of(feed)}.ics"
    assert address in lead.get("/takeovers/groups/calendar/").content.decode()
    text = client.get(address).content.decode()
    events = {str(each.uid).split("@")[0]: each for each in IcsCalendarStream.calendar_from_ics(text).events}
    assert events[f"sign-up-{firm.pk}"].location == firm.challenge.address
    assert firm.challenge.address not in (events[f"sign-up-{held.pk}"].location or "")
    assert events[f"sign-up-{held.pk}"].summary.startswith("Not yet confirmed")
    for name in ("Mina", "Tobi", "Ada", "Sam Hill", "Robin Reed"):
        assert name not in text
    sign_up_actions.cancel(sign_up=firm, by="user:1")
    text = client.get(address).content.decode()
    events = {str(each.uid).split("@")[0]: each for each in IcsCalendarStream.calendar_from_ics(text).events}
    gone = events[f"sign-up-{firm.pk}"]
    assert str(gone.status).endswith("CANCELLED") and gone.sequence == 1
    lead.post("/takeovers/groups/calendar/", {"act": "stop"})
    assert client.get(address).status_code == 404


def test_an_erased_group_takes_its_calendar_along(client: Client) -> None:
    """S8: nobody follows a group that is not there any more."""
    sign_up = make.in_days(make.coming(), 5)
    feed = calendars.open_feed(holder=sign_up.group, by="user:1")
    address = f"/calendars/{feeds.token_of(feed)}.ics"
    assert client.get(address).status_code == 200
    erase_group(group=sign_up.group, by="system")
    assert client.get(address).status_code == 404
    assert not type(feed).objects.exists()


# --- Words ------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["day/", "day/worry/", "day/how/"])
def test_a_child_of_nine_can_read_it(attended: SignUp, path: str) -> None:
    """Reading age 9, and no sentence over 12 words; what hosts wrote is not ours to count."""
    html = as_child(child_of(attended)).get(f"/my-place/{path}").content.decode()
    start, _, rest = html.partition('<dl class="summary">')
    _, _, end = rest.partition("</dl>")
    found = reading.sentences(start + end if rest else html)
    assert reading.index(found) <= reading.READ_AT_NINE
    assert max(len(reading.words(sentence)) for sentence in found) <= 12
