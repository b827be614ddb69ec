"""A question from a council to the public page, and a post to another council, in real browsers.

One worker has no scripts, phones are narrow; two people of ours decide at the desk; then everybody reads.
SHOTS=folder keeps a picture of every stop.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from cicc_meetups.after.models import Picture
from cicc_meetups.practice.models import Post
from cicc_meetups.questions.models import Question
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


def test_from_a_council_to_everybody(
    live_site: LiveServer, pages: Pages, axe: Callable[[Page], None], request: Any
) -> None:
    """Given a meetup to come, when councils ask and vote and it is over, then everybody reads what came."""
    site, shot = live_site.url, Camera(request.node.name)
    with transaction.atomic():
        at = make.meetup()
        below = make.page(at)
        asks, votes = make.worker(), make.worker()
    phone, other = pages(viewport=NARROW), pages.without_scripts(viewport=NARROW)
    let_in(phone, site, asks.user)
    let_in(other, site, votes.user)
    staff = [pages(), pages()]
    for page in staff:
        let_in(page, site, UserFactory(moderator=True, is_staff=True))

    def look(page: Page, path: str, name: str) -> None:
        answer = page.goto(site + path)
        assert answer is not None and answer.status == 200, path
        axe(page)
        assert fits(page), page.url
        shot(page, name)

    def decide(desk: str, words: str) -> None:
        for page in staff:
            page.goto(f"{site}/admin/{desk}/")
            expect(page.get_by_text(words).first).to_be_visible()
            page.get_by_label("Approve").first.check()
            page.get_by_role("button", name="Give these verdicts").click()
            expect(page.get_by_text("One verdict given.")).to_be_visible()

    look(phone, f"/meetups/questions/{at.pk}/", "questions")
    phone.get_by_role("link", name="Ask a question").click()
    phone.get_by_label("What does your council want to ask?").fill("Why does Mrs Harper decide?")
    phone.get_by_role("button", name="Send it").click()
    axe(phone)
    shot(phone, "look-again")
    phone.get_by_label("What does your council want to ask?").fill(make.WORDS)
    phone.get_by_role("button", name="Send it").click()
    expect(phone.get_by_text("We have it.")).to_be_visible()
    decide("question-checks", make.WORDS)
    other.goto(f"{site}/meetups/questions/{at.pk}/")
    other.get_by_role("button", name="We want to hear this").click()
    expect(other.get_by_text("2 councils want to hear this")).to_be_visible()

    look(phone, "/meetups/practice/new/", "write")
    phone.get_by_label("Something that works well").check()
    phone.get_by_label("Running sessions").check()
    phone.get_by_label("Title").fill("A quiet start")
    phone.get_by_label("In your words").fill("We begin with ten minutes of drawing.")
    phone.get_by_role("button", name="Save and go on").click()
    paper = {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 a plan"}
    phone.get_by_label("The file").set_input_files(paper)
    phone.get_by_label("What is it called?").fill("plan of an evening")
    phone.get_by_role("button", name="Add this file").click()
    axe(phone)
    shot(phone, "own-post")
    phone.get_by_role("button", name="Send it").click()
    decide("practice", "A quiet start")
    look(phone, "/meetups/practice/?topic=sessions", "practice")
    other.goto(f"{site}/meetups/practice/?topic=sessions")
    other.get_by_role("link", name="A quiet start").click()
    expect(other.get_by_role("link", name="plan of an evening")).to_be_visible()
    assert Post.objects.public().count() == 1

    with transaction.atomic():
        make.begun(at)
    staff[0].goto(f"{site}/admin/questions-asked/note/{Question.objects.get().pk}/")
    staff[0].get_by_label("Answered").check()
    staff[0].get_by_label("The answer, in short").fill("Yes. We ring a week before.")
    staff[0].get_by_role("button", name="Note it").click()
    expect(staff[0].get_by_text("Noted.")).to_be_visible()
    at.refresh_from_db()
    with transaction.atomic():
        promise = make.shown_promise(at)
        make.approved(make.news(promise))
        make.approved(make.a_picture(at), people=0)
        report = make.after_page(below)
    assert Picture.objects.shown().count() == 1
    for path, name in (
        (f"/admin/questions-asked/{at.pk}/", "staff-asked"),
        ("/admin/promises/", "staff-promises"),
        (f"/admin/promises/record/{at.pk}/", "staff-record"),
        (f"/admin/meetup-pictures/{at.pk}/add/", "staff-pictures"),
        (f"/admin/meetup-pictures/{report.pk}/post/", "staff-post"),
    ):
        answer = staff[0].goto(site + path)
        assert answer is not None and answer.status == 200, path
        shot(staff[0], name)
    visitor = pages(viewport=NARROW)
    look(visitor, report.get_url(), "how-it-was")
    expect(visitor.get_by_text("We ring a week before.")).to_be_visible()
    look(visitor, "/meetups/promises/?state=begun", "promises")
    expect(visitor.get_by_text(promise.words)).to_be_visible()
    year = at.starts_at.year
    for path in (f"/meetups/year/{year}/", f"/ar/meetups/year/{year}/", "/ar/meetups/promises/"):
        look(visitor, path, path.strip("/").replace("/", "-"))


WIDTHS = (320, 360, 1280)


@pytest.mark.usefixtures("demo_pages")
def test_the_front_door_in_every_language_and_width(
    live_site: LiveServer, pages: Pages, axe: Callable[[Page], None], request: Any
) -> None:
    """From the menu to all meetups to one that is open, one that is off and one that is over (S27)."""
    site, shot = live_site.url, Camera(request.node.name)
    with transaction.atomic():
        words = {
            "lead": "A day of big questions.",
            "bring_words": "A coat.",
            "photo_words": "Only if you say yes.",
        }
        off = make.meetup(days=50, cancelled_at=timezone.now(), cancelled_for="weather")
        shown = [
            make.page(at, title, **words)
            for at, title in (
                (Meetups().thing(6), "Open for councils"),
                (off, "Not this time"),
                (make.meetup(days=-9), "It was good"),
            )
        ]
        for page in shown:
            for language in ("pl", "ar"):
                make.translated(page, language)
    for width in WIDTHS:
        visitor = pages(viewport={"width": width, "height": 800})
        for language in ("", "/pl", "/ar"):
            visitor.goto(f"{site}{language}/")
            if width < 1000:
                visitor.locator("summary").first.click()
            visitor.locator(f"a[href='{language}/meetups/']:visible").first.click()
            expect(visitor).to_have_url(f"{site}{language}/meetups/")
            for path in ("", *(f"{page.slug}/" for page in shown)):
                answer = visitor.goto(f"{site}{language}/meetups/{path}")
                assert answer is not None and answer.status == 200, path
                axe(visitor)
                assert fits(visitor), visitor.url
                shot(visitor, f"door-{width}{language.replace('/', '-')}-{path.strip('/') or 'all'}")
