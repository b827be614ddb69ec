"""A council's way to a meetup, in real browsers: places, first names, a word about photos, and the door.

Worker, young person, grown-up and whoever stands at the door have narrow phones without scripts; a second
phone with scripts looks at the same pages with axe. SHOTS=folder keeps a picture of every stop.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from cicc_meetups.bookings.models import Booking
from cicc_meetups.models import Meetup
from places.enums import State
from places.models import Allotment
from tests.conftest import Pages
from tests.factories import between_meetups as make
from tests.factories.accounts import UserFactory
from tests.factories.programmes import Meetups
from tests.journeys.camera import Camera
from tests.journeys.doors import let_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
NARROW = {"width": 320, "height": 700}


def fits(page: Page) -> bool:
    """Whether nothing sticks out at the side."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def moved_to(meetup: Meetup, begins: timedelta) -> None:
    """Let the meetup begin then; its places move with it."""
    times = {"starts_at": timezone.now() + begins, "ends_at": timezone.now() + begins + timedelta(hours=5)}
    with transaction.atomic():
        Meetup.objects.filter(pk=meetup.pk).update(**times)
        Allotment.objects.filter(pk=Meetups().places(meetup).pk).update(**times)


def test_from_asking_for_places_to_the_door(
    live_site: LiveServer, pages: Pages, axe: Callable[[Page], None], request: Any
) -> None:
    """Given a meetup, when a council books, names, answers and arrives, then each sees what is theirs."""
    site, shot = live_site.url, Camera(request.node.name)
    with transaction.atomic():
        meetup = Meetups().thing(20)
        worker = make.worker()
        staff = UserFactory(moderator=True, is_staff=True)
    moved_to(meetup, timedelta(days=5))
    own = f"{site}/meetups/mine/meetups/{meetup.pk}/"
    phone, reader = pages.without_scripts(viewport=NARROW), pages(viewport=NARROW)
    for page in (phone, reader):
        let_in(page, site, worker.user)

    def look(page: Page, address: str, name: str) -> None:
        answer = page.goto(address)
        assert answer is not None and answer.status == 200, address
        axe(page)
        assert fits(page), page.url
        shot(page, name)

    # The worker books in numbers.
    phone.goto(own)
    phone.get_by_role("link", name="Ask for places").click()
    phone.get_by_label("How many are 13 to 15?").fill("2")
    phone.get_by_role("button", name="Ask for places").click()
    expect(phone.get_by_text("2 first names are missing")).to_be_visible()
    look(reader, own, "booking")

    # Five days before, it is time for first names; two of them are no first name.
    phone.get_by_role("link", name="First names and photos").click()
    names = phone.get_by_label("First name")
    names.nth(0).fill("Robin")
    names.nth(1).fill("Wren Meadows")
    phone.get_by_label("What they need on the day").nth(1).fill("A quiet place")
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_text("Type one name only").first).to_be_visible()
    expect(phone.get_by_label("First name").nth(0)).to_have_value("Robin")
    phone.get_by_label("First name").nth(1).fill("Wren")
    phone.get_by_role("button", name="Save").click()
    expect(phone.get_by_text("We wrote it down.")).to_be_visible()
    look(reader, f"{own}who/", "who")
    phone.get_by_role("link", name="Slips with codes, to cut out").click()
    slip = phone.get_by_role("region", name="Robin").locator(".ticket__code")
    childs, grown_ups = slip.nth(0).inner_text(), slip.nth(1).inner_text()
    look(reader, f"{own}who/slips/", "slips")

    # The young person says yes, no, and yes again; a grown-up of the authority says yes.
    def with_code(page: Page, code: str) -> None:
        page.goto(f"{site}/meetups/photos/")
        page.get_by_label("What is your code?").fill(code.lower())
        page.get_by_role("button", name="Open").click()

    robin, grown_up = pages.without_scripts(viewport=NARROW), pages.without_scripts(viewport=NARROW)
    with_code(robin, childs)
    assert childs not in robin.url
    expect(robin.get_by_text("You can come if you say no, too.")).to_be_visible()
    for word in ("Yes", "No", "Yes"):
        robin.get_by_role("button", name=re.compile(f"^{word}.*photo of you")).click()
    expect(robin.get_by_text("You said yes to this.")).to_be_visible()
    with_code(grown_up, grown_ups)
    grown_up.get_by_role("link", name="I sign for a local authority").click()
    grown_up.get_by_role("button", name="Yes").click()
    expect(grown_up.get_by_text("Everybody said yes.")).to_be_visible()
    visitor = pages(viewport=NARROW)
    look(visitor, f"{site}/meetups/photos/", "photos-code")
    with_code(visitor, childs)
    for language in ("", "/ar"):
        look(visitor, f"{site}{language}/meetups/photos/answer/", f"photos-child{language.replace('/', '-')}")
    with_code(visitor, grown_ups)
    look(visitor, f"{site}/meetups/photos/answer/", "photos-who")
    look(visitor, f"{site}/meetups/photos/answer/?as=authority", "photos-grown-up")

    # On the day: whom not to photograph, our number, and the door.
    moved_to(meetup, -timedelta(minutes=5))
    look(reader, own, "booking-today")
    look(reader, f"{own}who/", "who-today")
    expect(reader.get_by_text("Today: no photographs of")).to_be_visible()
    door, desk = pages.without_scripts(viewport=NARROW), pages(viewport=NARROW)
    for page in (door, desk):
        let_in(page, site, staff)
    door.goto(f"{site}/admin/meetups/{meetup.pk}/arrivals/")
    expect(door.get_by_text("Photos: yes")).to_have_count(1)
    expect(door.get_by_text("A quiet place")).to_be_visible()
    door.get_by_role("button", name=re.compile("^Came.*Robin")).click()
    door.get_by_role("button", name=re.compile("^Did not come.*Wren")).click()
    expect(door.get_by_text("Here: 1. Not said yet: 0.")).to_be_visible()
    booking = Booking.objects.select_related("places").get()
    assert booking.places is not None
    assert (booking.places.state, booking.places.came) == (State.ATTENDED, 1)
    look(desk, f"{site}/admin/meetups/{meetup.pk}/arrivals/", "arrivals")
