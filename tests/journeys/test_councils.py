"""A council's page from its worker to everybody, in real browsers: without scripts, narrow, and by keyboard.

SHOTS=folder keeps a picture of every stop.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.conftest import Pages
from tests.factories import between_meetups as make
from tests.factories import councils
from tests.factories.accounts import UserFactory
from tests.factories.stories import picture
from tests.journeys.camera import Camera
from tests.journeys.doors import let_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
NARROW = {"width": 320, "height": 700}
HERE = "/meetups/councils/"


def fits(page: Page) -> bool:
    """Whether nothing sticks out at the side."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "bare"])
def test_from_its_worker_to_everybody(
    live_site: LiveServer, pages: Pages, axe: Callable[[Page], None], request: Any, scripts: bool
) -> None:
    """Given a checked worker, when the page is written and two have read it, then everybody finds it.

    The same without scripts; axe is one, so it looks on the way with them.
    """
    site, shot = live_site.url, Camera(request.node.name)
    with transaction.atomic():
        worker = make.worker()
    begin = pages if scripts else pages.without_scripts
    phone = begin(viewport=NARROW)
    let_in(phone, site, worker.user)

    def stop(page: Page, name: str) -> None:
        if scripts:
            axe(page)
            assert fits(page), page.url
        shot(page, name)

    phone.goto(f"{site}/meetups/mine/")
    phone.get_by_role("link", name="Your council's page").click()
    stop(phone, "none-yet")
    phone.get_by_role("link", name="Write the page").click()
    phone.get_by_label("What do you work on?").fill("Mrs Harper helps us ask for later bedtimes.")
    phone.get_by_label("How old are the youngest?").fill("14")
    phone.get_by_label("How old are the oldest?").fill("8")
    phone.get_by_label("Every month").check()
    phone.get_by_role("button", name="Save and go on").click()
    stop(phone, "write-again")
    # Each line of the summary leads to its field.
    phone.get_by_role("link", name="The oldest are older").click()
    assert phone.url.endswith("#id_age_to")
    phone.get_by_label("What do you work on?").fill("We ask for later bedtimes.")
    phone.get_by_label("How old are the youngest?").fill("8")
    phone.get_by_label("How old are the oldest?").fill("14")
    phone.get_by_label("Yes: everybody sees").check()
    phone.get_by_label("If yes: whose office?").fill("Participation team")
    phone.get_by_label("If yes: its e-mail address").fill("office@council.example")
    phone.get_by_role("button", name="Save and go on").click()
    stop(phone, "logo")
    file = {"name": "logo.jpg", "mimeType": "image/jpeg", "buffer": picture(size=(400, 400)).read()}
    phone.get_by_label("The picture").set_input_files(file)
    phone.get_by_label("What does it show?").fill("A yellow square")
    phone.get_by_label("It is drawn or made").check()
    phone.get_by_role("button", name="Add this logo").click()
    expect(phone.get_by_role("img", name="A yellow square")).to_be_visible()
    stop(phone, "check")
    phone.get_by_role("button", name="Send it to be checked").click()
    expect(phone.get_by_role("heading", name="Being checked")).to_be_visible()
    stop(phone, "sent")

    for _ in range(2):
        staff = pages()
        let_in(staff, site, UserFactory(moderator=True, is_staff=True))
        staff.goto(f"{site}/admin/council-pages/")
        expect(staff.get_by_text("We ask for later bedtimes.")).to_be_visible()
        shot(staff, "desk")
        count = staff.get_by_label("How many people do you see?")
        if count.count():
            count.fill("0")
        staff.get_by_label("Approve").first.check()
        staff.get_by_role("button", name="Give these verdicts").click()
        expect(staff.get_by_text("One verdict given.")).to_be_visible()
    for path, name in (
        ("/admin/council-workers/?queue=all", "workers"),
        ("/admin/council-workers/councils/", "all"),
    ):
        staff.goto(site + path)
        shot(staff, f"staff-{name}")

    visitor = begin(viewport=NARROW)
    visitor.goto(site + HERE)
    stop(visitor, "list")
    visitor.get_by_label("Where", exact=True).select_option(worker.council.authority.region_id)
    visitor.get_by_role("button", name="Show").click()
    visitor.get_by_role("link", name=worker.council.name).click()
    expect(visitor.get_by_role("heading", level=1, name=worker.council.name)).to_be_visible()
    expect(visitor.get_by_role("img", name="A yellow square")).to_be_visible()
    stop(visitor, "council")
    for language in ("ar", "pl"):
        for path in (HERE, visitor.url.removeprefix(site).removeprefix("/ar").removeprefix("/pl")):
            visitor.goto(f"{site}/{language}{path}")
            stop(visitor, f"{language}{path.count('/')}")

    phone.goto(f"{site}/meetups/mine/council/")
    phone.get_by_role("link", name="Take the page down").click()
    stop(phone, "take-down")
    phone.get_by_role("button", name="Take the page down").click()
    expect(phone.get_by_text("The page is down, and deleted.")).to_be_visible()
    # Somebody else: a browser that has the page keeps it for up to 50 seconds (F15).
    visitor = begin(viewport=NARROW)
    visitor.goto(site + HERE)
    expect(visitor.get_by_text("No council has a page here yet.")).to_be_visible()


def test_the_map_by_keyboard(live_site: LiveServer, pages: Pages, axe: Callable[[Page], None]) -> None:
    """A link skips the map; a hexagon says its authority and number, and Enter leads to its councils."""
    site = live_site.url
    with transaction.atomic():
        page = councils.shown()
    where = page.council.authority.name
    wide = pages(viewport={"width": 1280, "height": 900})
    wide.goto(site + HERE)
    axe(wide)
    wide.get_by_role("link", name="Skip the map and go to the list").focus()
    wide.keyboard.press("Enter")
    assert wide.evaluate("document.activeElement.id") == "map-list"
    hexagon = wide.get_by_role("link", name=f"{where}: 1 council")
    hexagon.focus()
    wide.keyboard.press("Enter")
    wide.wait_for_url(f"{site}{HERE}*/")
    expect(wide.get_by_role("heading", level=1, name=where)).to_be_visible()
    axe(wide)
    wide.get_by_role("link", name=page.called).focus()
    wide.keyboard.press("Enter")
    expect(wide.get_by_role("heading", level=1, name=page.called)).to_be_visible()
