"""A whole season by browser: host, two people, challenge, a race for places, a list that moves, the day.

Everybody uses the pages they have; each page's own tests run axe on it. Only time is moved by hand.
SHOTS=folder keeps a picture of every stop.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from certificates.models import Certificate
from outbox.models import Message
from places.enums import Act, State
from places.models import Step
from takeover import sweeper as hosts_sweeper
from takeover.challenges.journey import WRITING
from takeover.challenges.models import Challenge
from takeover.days import sweeper as days_sweeper
from takeover.enums import Proof
from takeover.journey import REGISTRATION
from takeover.models import Host, Tick
from takeover.sign_ups.models import Group, SignUp
from takeover.stories.models import StoryPage, WriteUp
from tests.conftest import Pages
from tests.factories import challenges as challenges_factory
from tests.factories import days as days_factory
from tests.factories import sign_ups as sign_ups_factory
from tests.factories import stories as stories_factory
from tests.factories import takeover as hosts_factory
from tests.factories.accounts import UserFactory
from tests.journeys.camera import Camera
from tests.journeys.doors import let_in

pytestmark = pytest.mark.slow

HOST = "robin@museum.example"
PDF = {"name": "paper.pdf", "mimeType": "application/pdf", "buffer": hosts_factory.PDF}


class Season:
    """The people of a season, each with a browser of their own."""

    def __init__(self, pages: Pages, site: str, axe: Callable[[Page], None], shot: Camera) -> None:
        self.site, self.axe, self.shot = site, axe, shot
        self.host = pages.phone()
        self.leads = [pages(), pages()]
        self.staff = [pages(), pages()]
        self.people = [UserFactory(moderator=True, is_staff=True) for _ in self.staff]
        for page, person in zip(self.staff, self.people, strict=True):
            let_in(page, site, person)

    def go(self, page: Page, path: str, name: str = "") -> None:
        answer = page.goto(self.site + path)
        assert answer is not None
        assert answer.status == 200, path
        if name:
            self.shot(page, name)

    def sign_in(self, page: Page, email: str) -> None:
        """Ask for a code by e-mail and type it."""
        self.go(page, "/takeovers/host/sign-in/")
        page.locator("[name=email]").fill(email)
        page.keyboard.press("Enter")
        page.wait_for_url("**/code/")
        letter = Message.objects.filter(template__in=["host_code", "host_no_code"]).latest("id")
        page.locator("[name=code]").fill(letter.context["code"])
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"/takeovers/(host|groups)/$"))

    def two_approve(self, path: str, first: int = 0) -> None:
        for page in self.staff[first:]:
            self.go(page, path)
            page.locator(".desk-aside .desk-verdict--approve summary").click()
            page.locator(".desk-aside .desk-verdict--approve form button").click()
            page.wait_for_load_state()


def fill(page: Page, answers: Mapping[str, Any]) -> None:
    """Answer whatever the page asks, as somebody would: type, choose, tick."""
    for name, value in answers.items():
        field = page.locator(f"main form [name='{name}']")
        if not field.count():
            continue
        kind = field.first.get_attribute("type")
        if kind == "file":
            field.set_input_files(PDF)
        elif kind in ("radio", "checkbox"):
            for one in value if isinstance(value, list) else [value]:
                choice = field if isinstance(one, bool) else page.locator(f"[name='{name}'][value='{one}']")
                if one is not False:
                    choice.check(force=True)
        elif field.first.evaluate("field => field.tagName") == "SELECT":
            field.select_option(str(value))
        else:
            field.fill(str(value))


def test_a_whole_season(
    pages: Pages, live_site: LiveServer, axe: Callable[[Page], None], run_tasks: Callable[..., int]
) -> None:
    """S7, S23, S25, S26, S32: nobody unchecked meets a child, and nobody is one too many."""
    stories_factory.a_home()
    hosts_factory.SeasonFactory(
        children_from_date=timezone.localdate(), children_until_date=timezone.localdate() + timedelta(days=45)
    )
    all_of_it = Season(pages, live_site.url, axe, Camera("season"))
    host = _register(all_of_it)
    challenge = _offer(all_of_it, host)
    first, second = _race(all_of_it, challenge)
    _move_up(all_of_it, challenge, first, second)
    _take_place(all_of_it, second, run_tasks)
    _tell(all_of_it, challenge)
    _run_out(all_of_it, host, challenge)
    assert pages.errors == []


def _register(season: Season) -> Host:
    """Given an organisation that answers every topic, asked one question, when two people said yes."""
    page = season.host
    season.sign_in(page, HOST)
    said = hosts_factory.answers(name="Paper Boat Museum")
    for topic in REGISTRATION.table[1:]:
        season.go(page, f"/takeovers/host/register/{topic.slug}/", f"host-{topic.slug}")
        papers = dict.fromkeys(topic.form.base_fields, PDF) if topic.slug == "papers" else {}
        fill(page, said | papers)
        page.get_by_role("button", name=re.compile("^Save( and go on)?$")).click()
        page.wait_for_load_state()
        expect(page.locator("#errors")).to_have_count(0)
    season.go(page, "/takeovers/host/register/check/", "host-check")
    page.get_by_role("button", name="Send it to be checked").click()
    page.wait_for_url("**/takeovers/host/")
    host = Host.objects.get()
    desk = reverse("host_check", args=[host.pk])

    first = season.staff[0]
    season.go(first, desk, "desk-host")
    first.locator(".desk-aside .desk-verdict--ask_change summary").click()
    first.locator(".desk-aside .desk-verdict--ask_change textarea").fill("Who is in the room at lunch?")
    first.locator(".desk-aside .desk-verdict--ask_change form button").click()
    first.wait_for_load_state()
    season.go(page, "/takeovers/host/", "host-asked")
    page.locator("main section form textarea").fill("Two guides, always.")
    page.get_by_role("button", name="Save this answer").click()
    page.wait_for_load_state()
    season.go(page, "/takeovers/host/register/check/")
    page.get_by_role("button", name="Send").click()
    page.wait_for_load_state()

    season.go(first, desk)
    for number in range(len(Proof)):
        proof = first.locator("section[aria-labelledby=proofs] details").nth(number)
        proof.locator("summary").click()
        proof.locator("[name$=evidence]").fill("I read it, and called the number in the register.")
        proof.locator("form button").click()
        first.wait_for_load_state()
    assert not Host.objects.fit().exists()
    season.two_approve(desk)
    assert Host.objects.fit().filter(pk=host.pk).exists()
    season.go(page, "/takeovers/host/", "host-approved")
    return host


def _offer(season: Season, host: Host) -> Challenge:
    """When the host writes a challenge for four and two people said yes, everybody can find it."""
    page = season.host
    season.go(page, "/takeovers/host/challenges/new/", "challenge-new")
    page.get_by_role("button", name="Start").click()
    draft = host.drafts.get()
    said = challenges_factory.written(
        title="Run the lighthouse", capacity=4, largest_group=4, youngest=9, oldest=15
    )
    for topic in WRITING.table:
        season.go(
            page, f"/takeovers/host/challenges/drafts/{draft.pk}/{topic.slug}/", f"challenge-{topic.slug}"
        )
        fill(page, said)
        page.get_by_role("button", name=re.compile("^Save( and go on)?$")).click()
        page.wait_for_load_state()
        expect(page.locator("#errors")).to_have_count(0)
    season.go(page, f"/takeovers/host/challenges/drafts/{draft.pk}/check/")
    page.get_by_role("button", name="Send it to be checked").click()
    page.wait_for_load_state()
    challenge = Challenge.objects.get()
    visitor = season.leads[0]
    assert visitor.request.get(f"{season.site}/takeovers/{challenge.pk}/").status == 404
    season.two_approve(reverse("challenge_check", args=[challenge.pk]))
    season.go(visitor, f"/takeovers/{challenge.pk}/", "challenge")
    expect(visitor.locator("h1")).to_contain_text("Run the lighthouse")
    return challenge


def _race(season: Season, challenge: Challenge) -> tuple[SignUp, SignUp]:
    """When two groups look at the same four places and both press, one has them and one waits (F12)."""
    for number, page in enumerate(season.leads):
        season.sign_in(page, f"lead{number}@school.example")
        season.go(page, "/takeovers/groups/")
        group = sign_ups_factory.GroupFactory(lead=User.objects.get(email=f"lead{number}@school.example"))
        look = season.staff[0]
        season.go(look, reverse("group_check", args=[group.pk]))
        look.locator(".desk-details summary").first.click()
        look.locator(".desk-details form").first.locator("textarea").fill("Its number is in the register.")
        look.locator(".desk-details form").first.locator("button").click()
        look.wait_for_load_state()
        assert Group.objects.checked(timezone.localdate()).filter(pk=group.pk).exists()
        season.go(page, f"/takeovers/{challenge.pk}/ask/group/")
        fill(page, {"size": 3, "ages": "younger"})
        page.get_by_role("button", name="Go on").click()
        page.get_by_role("button", name="Ask for these places").wait_for()
    for page in season.leads:
        page.get_by_role("button", name="Ask for these places").click()
        page.wait_for_url("**/bookings/**")
        season.axe(page)
        season.shot(page, "group-asked")
    first, second = SignUp.objects.select_related("booking").order_by("pk")
    assert [one.booking.state for one in (first, second)] == [State.HELD, State.WAITING]
    assert "3 of 4" not in season.leads[1].inner_text("main")  # a list tells nothing of the others
    return first, second


def _move_up(season: Season, challenge: Challenge, first: SignUp, second: SignUp) -> None:
    """When the first gives its places back, the second has them, and is told once."""
    page = season.leads[0]
    season.go(page, f"/takeovers/groups/bookings/{first.pk}/cancel/", "group-gives-back")
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_load_state()
    assert sign_ups_factory.fresh(second).booking.state == State.HELD
    moved = Step.objects.filter(booking__sign_up=second, act=Act.PROMOTED)
    assert moved.count() == 1
    season.go(season.leads[1], f"/takeovers/groups/bookings/{second.pk}/", "group-moved-up")


def _take_place(season: Season, sign_up: SignUp, run_tasks: Callable[..., int]) -> None:
    """When every child and grown-up says yes, it is sure; on the day both sides write down who came."""
    for ticket in sign_up.tickets.here():
        sign_ups_factory.name_it(ticket)
        sign_ups_factory.say(ticket)
    lead = season.leads[1]
    season.go(lead, f"/takeovers/groups/bookings/{sign_up.pk}/", "group-almost")
    coming = lead.get_by_role("button", name="Yes, we still come")
    if coming.count():
        coming.click()
        lead.wait_for_load_state()
    assert sign_ups_factory.fresh(sign_up).booking.state == State.CONFIRMED
    day = f"/takeovers/host/challenges/{sign_up.challenge_id}/day/"
    season.go(season.host, f"{day}sheet/", "host-sheet")
    expect(season.host.locator("main")).to_contain_text("Mina")

    days_factory.in_days(sign_up, 6)
    for _ in range(2):
        days_sweeper.sweep()
        run_tasks()
    assert Message.objects.filter(template="day_soon").count() == 1
    told = [one for one in mail.outbox if "lead1@school.example" in one.to]
    assert told
    assert not any("Mina" in one.body or "Lantern Street" in one.body for one in told)

    days_factory.in_days(sign_up, -1)
    season.go(season.host, f"{day}{sign_up.pk}/", "host-roll")
    season.host.get_by_role("button", name="All 3 came").click()
    season.host.wait_for_url(f"**{day}")
    season.go(lead, f"/takeovers/groups/bookings/{sign_up.pk}/day/came/", "group-roll")
    for name in ("Mina", "Tobi", "Ada"):
        lead.get_by_label(name).check()
    lead.get_by_role("button", name="Save who is ticked").click()
    lead.wait_for_load_state()
    certificate = Certificate.objects.good().first()
    assert certificate is not None
    number = certificate.shown_number
    visitor = season.leads[0]
    season.go(visitor, f"/certificates/{number}/", "certificate")
    expect(visitor.locator("main")).to_contain_text("Paper Boat Museum")


def _tell(season: Season, challenge: Challenge) -> None:
    """When the host writes what happened, two people read it before anybody else does."""
    page = season.host
    season.go(page, "/takeovers/host/stories/", "stories")
    page.get_by_role("button", name="Write about it").click()
    page.wait_for_load_state()
    fill(
        page,
        {
            "title": "The light tells stories",
            "words": _TOLD,
        },
    )
    page.get_by_role("button", name="Save and go on").click()
    page.wait_for_load_state()
    story = WriteUp.objects.get()
    season.go(page, f"/takeovers/host/stories/{story.pk}/check/", "story-check")
    page.get_by_role("button", name="Send it to be checked").click()
    page.wait_for_load_state()
    assert not StoryPage.objects.exists()
    for look in season.staff:
        season.go(look, reverse("story_check", args=[story.pk]), "desk-story")
        counted = look.locator("[name$=-people]")
        if counted.count():  # the first check counts whom it sees (S19)
            counted.fill("0")
        look.locator("[name$=-verdict][value=approve]").check(force=True)
        look.get_by_role("button", name="Give this verdict").click()
        look.wait_for_load_state()
    written = StoryPage.objects.get()
    visitor = season.leads[0]
    address = f"/takeovers/stories/{written.slug}/"
    assert visitor.request.get(season.site + address).status == 404
    editor = season.staff[0]
    let_in(editor, season.site, UserFactory(superuser=True))
    season.go(editor, reverse("wagtailadmin_pages:edit", args=[written.pk]))
    with editor.expect_navigation():
        editor.locator("[name=action-publish]").first.evaluate("button => button.form.requestSubmit(button)")
    season.go(visitor, address, "story")
    expect(visitor.locator("main")).to_contain_text("They chose three of forty stories")


_TOLD = (
    "They chose three of forty stories, and the order. Since then the light tells them to every ship, "
    "night after night, and the visitors ask who chose them."
)


def _run_out(season: Season, host: Host, challenge: Challenge) -> None:
    """When a check runs out, its challenges are out of sight at once (S23)."""
    days_factory.in_days(SignUp.objects.latest("pk"), 20)
    visitor = season.leads[0]
    assert visitor.request.get(f"{season.site}/takeovers/{challenge.pk}/").status == 200
    Tick.objects.filter(host=host, proof=Proof.INSURANCE).update(
        ends_date=timezone.localdate() - timedelta(days=1)
    )
    hosts_sweeper.sweep()
    gone = visitor.request.get(
        f"{season.site}/takeovers/{challenge.pk}/", headers={"Cache-Control": "no-cache"}
    )
    assert gone.status == 404
    season.go(season.host, "/takeovers/host/", "host-ended")
