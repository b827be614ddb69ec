"""The wall: public, cacheable, calm, as cheap for many as for one; hosts' answers; telling us (S13, S14)."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.models import Revision

from moderation import reports
from moderation.enums import ReportOutcome
from moderation.models import Report
from takeover.challenges.signals import published
from takeover.models import Host
from takeover.wishes import actions
from takeover.wishes.models import Offer, Wish
from tests.factories import wishes as make
from tests.factories.accounts import UserFactory
from tests.factories.challenges import ChallengeFactory

pytestmark = pytest.mark.django_db
HERE = "/takeovers/wishes/"


def text(page: Any) -> str:
    return str(page.content.decode())


def rows(count: int) -> list[Wish]:
    """Public wishes, as rows."""
    region = make.a_region()
    return [
        Wish.objects.create(
            form_key=f"{number:064}",
            words=f"wish number {number}",
            region=region,
            age_band="7-9",
            live=True,
            approved_at=region_moment(number),
            approved_digest="f" * 64,
        )
        for number in range(count)
    ]


def region_moment(number: int) -> Any:
    from datetime import timedelta

    from django.utils import timezone

    return timezone.now() - timedelta(minutes=number)


def test_only_what_two_people_approved_is_there(client: Client) -> None:
    """S13: neither waiting, nor approved by one, nor refused, nor held."""
    waiting, once = make.waiting_wish("one waits"), make.waiting_wish("one once")
    make.decide(once, UserFactory(moderator=True))
    assert "No wishes here yet" in text(client.get(HERE))
    make.decide(once, UserFactory(moderator=True))
    page = client.get(HERE)
    assert "one once" in text(page) and "one waits" not in text(page)
    assert page.headers["Cache-Control"] == "public, max-age=50" and not page.cookies
    assert client.get(HERE, headers={"if-none-match": page.headers["ETag"]}).status_code == 304
    for word in ("7 to 9", "7-9"):  # the age is nobody's business here (S2)
        assert word not in text(page)
    assert waiting.slug not in text(page)


def test_every_way_to_publish_is_gated() -> None:
    """Design 3.5: whatever Wagtail or the ORM offers ends at the gate or at the constraint."""
    wish = make.waiting_wish()
    operator = UserFactory(superuser=True)
    make.decide(wish, UserFactory(moderator=True))  # one person is not two
    revision = Revision.objects.filter(object_id=str(wish.pk)).get()

    def saved_live() -> None:
        row = make.fresh(wish)
        row.live = True
        row.save()

    for attempt in (
        lambda: make.fresh(wish).publish(revision, user=operator),
        lambda: revision.publish(user=operator, skip_permission_checks=True),
        lambda: PublishRevisionAction(revision, user=operator).execute(),
        lambda: make.fresh(wish).current_workflow_task_state.approve(user=operator),
        lambda: Wish.objects.filter(pk=wish.pk).update(live=True),
        saved_live,
    ):
        with pytest.raises((PermissionDenied, IntegrityError)), transaction.atomic():
            attempt()
        assert not make.fresh(wish).live
    with pytest.raises(IntegrityError), transaction.atomic():
        Wish.objects.filter(pk=wish.pk).update(withdrawn_by="staff")


def test_by_region_and_page_by_page(client: Client, django_assert_num_queries: Any) -> None:
    """Keyset pages, a plain GET, and as many queries for three as for one."""
    made = rows(1)
    client.get(HERE)
    with django_assert_num_queries(3):
        client.get(HERE)
    Wish.objects.all().delete()
    made = rows(14)
    ChallengeFactory(published=True)
    for wish in made[:3]:
        Offer.objects.create(wish=wish, challenge=ChallengeFactory(published=True))
    with django_assert_num_queries(3):
        first = text(client.get(HERE))
    assert "wish number 0<" in first and "wish number 12" not in first
    older = re.search(r'rel="next" href="([^"]+)"', first)
    assert older is not None
    second = text(client.get(older[1].replace("&amp;", "&")))
    assert "wish number 12" in second and "wish number 13" in second and "wish number 0<" not in second
    here = make.a_region().code
    assert "wish number 0<" in text(client.get(f"{HERE}?region={here}"))
    elsewhere = "E12000009" if here != "E12000009" else "E12000008"
    assert "No wishes here yet" in text(client.get(f"{HERE}?region={elsewhere}"))
    for wrong in ("region=Leeds", "before=17-", "before=1'"):
        assert client.get(f"{HERE}?{wrong}").status_code == 404


def test_who_said_yes_is_there_while_their_challenge_is(client: Client) -> None:
    wish = make.public_wish()
    challenge = ChallengeFactory()
    make.answered(wish, challenge)
    assert "said yes" not in text(client.get(HERE))
    shown = ChallengeFactory(published=True)
    make.answered(wish, shown)
    yes = f"{shown.host.name} in {shown.authority.name} said yes"
    page = text(client.get(HERE))
    assert yes in page and f"/takeovers/{shown.pk}/" in page
    Host.objects.filter(pk=shown.host_id).update(suspended_at=shown.host.sent_at, suspended_for="staff")
    assert yes not in text(client.get(HERE))


def test_telling_us_about_a_wish(client: Client) -> None:
    """S14: no account; what may be a place hides it at once; a lead takes it down for good."""
    wish = make.public_wish("the reported wish")
    address = f"{HERE}{wish.slug}/tell-us/"
    assert address in text(client.get(HERE))
    assert "the reported wish" in text(client.get(address))
    page = client.post(address, {"what": ["place"], "words": "", "email": "", "form": "abc"})
    assert "We put it away until a person has looked at it." in text(page)
    assert "the reported wish" not in text(client.get(HERE))
    report, lead = Report.objects.get(), UserFactory(lead=True)
    client.force_login(lead)
    assert f"/admin/wishes/{wish.pk}/" in text(client.get(f"/admin/told/{report.pk}/"))
    assert "the reported wish" in text(client.get(f"/admin/wishes/{wish.pk}/"))
    reports.close(report=report, outcome=ReportOutcome.TAKEN_DOWN, user=lead)
    assert make.fresh(wish).words == "" and not Wish.objects.public().exists()
    assert Client().get(address).status_code == 404


def test_fine_after_all_brings_it_back(client: Client) -> None:
    wish = make.public_wish("still fine")
    client.post(f"{HERE}{wish.slug}/tell-us/", {"what": ["place"], "form": "abc"})
    user = UserFactory(moderator=True)
    client.force_login(user)
    client.get(f"/admin/wishes/{wish.pk}/")
    reports.close(report=Report.objects.get(), outcome=ReportOutcome.FINE, user=user)
    assert "still fine" in text(Client().get(HERE))


def test_a_host_says_yes(client: Client) -> None:
    """A host of the region begins a takeover for the child's age; none of its words are copied (S8)."""
    challenge = ChallengeFactory()
    host = challenge.host
    near = make.public_wish("a wish nearby", region=host.authority.region_id, age_band="10-12")
    far = "E12000009" if host.authority.region_id != "E12000009" else "E12000008"
    make.public_wish("a wish far away", region=far)
    make.waiting_wish("nobody checked this", region=host.authority.region_id)
    assert client.get("/takeovers/host/wishes/").status_code == 302
    client.force_login(host.registration.owner)
    page = text(client.get("/takeovers/host/wishes/"))
    assert "a wish nearby" in page and "10 to 12" in page
    assert "far away" not in page and "nobody checked this" not in page
    answer = client.post(f"/takeovers/host/wishes/{near.slug}/offer/")
    client.post(f"/takeovers/host/wishes/{near.slug}/offer/")
    draft = Offer.objects.get().draft
    assert draft is not None and f"/drafts/{draft.pk}/" in answer.headers["Location"]
    assert (draft.answers["youngest"], draft.answers["oldest"]) == (10, 12)
    assert "nearby" not in str(draft.answers)
    # What is sent and published is on the wall, and on the child's own page.
    shown = ChallengeFactory(published=True, host=host)
    draft.challenge = shown
    draft.save()
    published.send(sender=type(shown), challenge=shown, by="system")
    assert "said yes" in text(Client().get(HERE))
    draft.delete()
    assert actions.drop_empty_offers() == 0 and "said yes" in text(Client().get(HERE))
    make.answered(near, ChallengeFactory()).delete()
    begun = actions.offer(wish=near, host=host, season=host.season, by="system")
    assert begun.draft is not None
    begun.draft.delete()
    assert actions.drop_empty_offers() == 1
