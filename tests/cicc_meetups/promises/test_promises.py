"""What was promised at a meetup, and what happened because of it: checked, public, asked again (S32)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from cicc_meetups.promises import actions, queries, sweeper
from cicc_meetups.promises.enums import PromiseState, Route
from cicc_meetups.promises.models import News, Promise
from geography.models import Region
from moderation import rules
from moderation.models import Report
from outbox.models import Message
from safeguarding import actions as safeguarding
from tests.factories import between_meetups as make
from tests.factories.accounts import UserFactory
from tests.factories.wishes import decide
from tests.reading import READ_AT_NINE, index, sentences

pytestmark = pytest.mark.django_db
HERE = "/meetups/promises/"
STAFF = "/admin/promises/"
TODAY = timezone.localdate


def text(page: Any) -> str:
    return str(page.content.decode())


def past() -> Any:
    return make.meetup(days=-2)


def client_of(**role: bool) -> Client:
    client = Client()
    client.force_login(UserFactory(**role))
    return client


def test_the_whole_way() -> None:
    """Written down by an editor, checked by two others, public; then news says how far it is."""
    at = make.begun(make.meetup())
    page = make.page(at)
    editor = client_of(editor=True)
    assert str(at) in text(editor.get(STAFF))
    day = TODAY(at.starts_at).isoformat()
    said = {"words": "We ring you before you move.", "who": "the director, Example County", "made_date": day}
    assert editor.post(f"{STAFF}record/{at.pk}/", said).status_code == 302
    promise = Promise.objects.get()
    assert promise.words not in text(Client().get(HERE)) + text(Client().get(page.url))
    make.approved(promise)
    shown = Client().get(HERE)
    assert promise.words in text(shown) and "No news yet." in text(shown) and not shown.cookies
    assert shown.headers["Cache-Control"] == "public, max-age=50"
    told = {
        "state": "begun",
        "words": "A list of who has to ring is on every desk.",
        "on_date": TODAY().isoformat(),
    }
    assert editor.post(f"{STAFF}{promise.pk}/tell/", told).status_code == 302
    assert "on every desk" not in text(Client().get(HERE))
    make.approved(News.objects.get())
    for address in (HERE, f"{HERE}{promise.slug}/", page.url):
        read = text(Client().get(address))
        assert "on every desk" in read and "They have started" in read, address


def test_whoever_wrote_it_down_checks_nothing_of_it() -> None:
    """S13: two others."""
    user = UserFactory(moderator=True)
    promise = make.promise(past(), user=user)
    with pytest.raises(rules.NotAllowed):
        decide(promise, user)


def test_each_change_is_a_row_and_the_last_counts() -> None:
    """ADR 0181: what was begun in March and kept in June both stay to be read."""
    promise = make.shown_promise(past())
    for state, days in ((PromiseState.KEPT, 1), (PromiseState.BEGUN, 40)):
        make.approved(make.news(promise, state, words=f"It is {state}.", on_date=TODAY() - timedelta(days)))
    row = queries.shown().get()
    assert [one.state for one in row.told] == ["kept", "begun"] and row.state_label == PromiseState.KEPT.label
    with pytest.raises(IntegrityError), transaction.atomic():
        News.objects.update(state=PromiseState.MADE)


def test_news_that_waits_is_replaced_by_the_next() -> None:
    promise = make.shown_promise(past())
    first = make.news(promise, words="Not so fast.")
    make.news(promise, words="It is on its way.")
    assert not News.objects.get(pk=first.pk).words and News.objects.here().count() == 1


def test_there_is_news_only_of_what_everybody_reads() -> None:
    with pytest.raises(actions.NotShown):
        make.news(make.promise(past()))
    with pytest.raises(actions.NotNow):
        make.promise(make.meetup())


def test_narrowed_by_region_and_state_with_a_plain_form() -> None:
    """A list for each; what is no region or no state has no page."""
    one, other = Region.objects.order_by("code")[:2]
    begun = make.shown_promise(make.meetup(days=-2, region=one), "A promise that began")
    make.approved(make.news(begun))
    make.shown_promise(make.meetup(days=-2, region=other), "A promise elsewhere")
    for query, here, there in (
        ("", True, True),
        (f"?region={one.code}", True, False),
        ("?state=begun", True, False),
        ("?state=made", False, True),
        (f"?region={other.code}&state=begun", False, False),
    ):
        read = text(Client().get(f"{HERE}{query}"))
        assert ("that began" in read, "elsewhere" in read) == (here, there), query
    assert "Show all promises" in text(Client().get(f"{HERE}?state=kept"))
    for query in ("?state=no", "?region=no", "?before=x"):
        assert Client().get(f"{HERE}{query}").status_code == 404, query


def test_our_people_are_reminded_once_on_the_day() -> None:
    """Neutral, a link and nothing of the promise; not again the day after; again for another day."""
    editor = UserFactory(editor=True)
    promise = make.shown_promise(past(), by_date=TODAY(), user=editor)
    assert sweeper.sweep()["promises_due"] == 1
    letters = Message.objects.filter(template="promises_due")
    assert editor.email in letters.values_list("to", flat=True)
    assert promise.words not in str(list(letters.values_list("context", flat=True)))
    count = letters.count()
    assert sweeper.sweep()["promises_due"] == 0 and letters.count() == count
    assert actions.remind(TODAY() + timedelta(days=1)) == 0
    assert "now" in text(client_of(editor=True).get(STAFF))
    later = TODAY() + timedelta(days=5)
    actions.ask_later(promise=promise, on=later, by="system")
    assert actions.remind(later) == 1


def test_nobody_is_asked_again_about_what_has_ended() -> None:
    promise = make.shown_promise(past())
    make.news(promise, PromiseState.NOT_KEPT)
    assert Promise.objects.get().ask_again_date is None
    assert actions.remind(TODAY() + timedelta(days=500)) == 0


def test_three_months_when_nobody_said_by_when() -> None:
    promise = make.promise(past())
    assert promise.ask_again_date == promise.made_date + timedelta(days=91)


def test_who_sees_what() -> None:
    """Each address of staff's for each role; a promise that waits, for everybody."""
    at = past()
    waiting, shown = make.promise(at, "Not checked"), make.shown_promise(at)
    assert Client().get(f"{HERE}{waiting.slug}/").status_code == 404
    assert Client().get(f"{HERE}{waiting.slug}/tell-us/").status_code == 404
    assert Client().get(f"{HERE}{shown.slug}/tell-us/").status_code == 200
    writing = [STAFF, f"{STAFF}record/{at.pk}/", f"{STAFF}{shown.pk}/tell/"]
    checking = ["/admin/promise-checks/", f"/admin/promise-checks/{waiting.pk}/", "/admin/promise-news/"]
    for role, writes, checks in (
        ("editor", 200, 404),
        ("moderator", 200, 200),
        ("lead", 200, 200),
        ("translator", 404, 404),
    ):
        client = client_of(**{role: True})
        for path in writing:
            assert client.get(path).status_code == writes, (role, path)
        for path in checking:
            assert client.get(path).status_code == checks, (role, path)
    assert client_of(translator=True).post(f"{STAFF}{shown.pk}/later/").status_code == 404
    for path in (*writing, *checking):
        assert Client().get(path).status_code == 302, path


def test_told_about_and_held_it_is_on_no_page() -> None:
    """S14: what somebody says the law forbids is put away at once, its news with it."""
    promise = make.shown_promise(past())
    make.approved(make.news(promise))
    form = text(Client().get(f"{HERE}{promise.slug}/tell-us/")).split('name="form" value="')[1].split('"')[0]
    Client().post(f"{HERE}{promise.slug}/tell-us/", {"what": ["law"], "words": "", "email": "", "form": form})
    assert Report.objects.get().held_it
    assert promise.words not in text(Client().get(HERE))
    assert Client().get(f"{HERE}{promise.slug}/").status_code == 404


def test_taken_back_for_good_with_its_news(django_capture_on_commit_callbacks: Any) -> None:
    promise = make.shown_promise(past(), "A marmalade promise")
    make.approved(make.news(promise, words="Marmalade arrived."))
    with django_capture_on_commit_callbacks(execute=True):
        actions.take_back(subject=promise, by="system", route=Route.STAFF)
    actions.erase_old()
    for model in (Promise, News):
        assert not model.objects.exclude(words="").exists()


@pytest.mark.parametrize(("days", "left"), [(7 * 365 - 2, 1), (7 * 365 + 2, 0)])
def test_its_time_is_over_seven_years_later(days: int, left: int) -> None:
    make.shown_promise(past())
    Promise.objects.update(made_date=TODAY() - timedelta(days=days))
    actions.erase_old()
    assert Promise.objects.exclude(words="").count() == left


def test_promises_cost_the_same_for_three(django_assert_num_queries: Any) -> None:
    for count in (1, 3):
        while Promise.objects.count() < count:
            made = make.shown_promise(past(), question=make.shown_question(make.meetup()))
            make.approved(make.news(made))
        Client().get(HERE)
        with django_assert_num_queries(3):
            page = Client().get(HERE)
        assert text(page).count("They have started") == 2 * count + 1  # its state, its news, the form


@pytest.mark.parametrize("path", [HERE, "/meetups/year/"])
def test_children_can_read_it(path: str) -> None:
    """Look, 'Words': our own sentences are for a reading age of nine."""
    promise = make.shown_promise(past())
    make.page(promise.meetup)
    make.approved(make.news(promise, words="We have a list now."))
    found = sentences(text(Client().get(path, follow=True)))
    assert index(found) <= READ_AT_NINE, found


def test_search_engines_are_told_of_public_promises_only() -> None:
    """S13: one that waits, is held or was taken back is in no list of addresses."""
    at = make.begun(make.meetup())
    shown, waiting = make.shown_promise(at), make.promise(at, "Not read by anybody yet.")
    held = make.shown_promise(at, "Held again.")
    safeguarding.hold(subject=held, reason="reviewer", by="system")
    assert "/sitemap-promises.xml" in text(Client().get("/sitemap.xml"))
    told = text(Client().get("/sitemap-promises.xml"))
    assert f"/meetups/promises/{shown.slug}/</loc>" in told
    assert waiting.slug not in told and held.slug not in told
