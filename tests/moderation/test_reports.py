"""S14: telling us about a film, and what comes of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import User
from moderation import promises, reports
from moderation.enums import ReportOutcome, Unfit
from moderation.models import PublishedTimes, Report
from moderation.report_reasons import ReportReason
from moderation.told_words import story
from our_childhood import actions
from our_childhood.enums import WithdrawalRoute
from our_childhood.models import Film
from outbox.models import Message
from people import codes
from people import sweeper as retention
from people.models import Contact
from safeguarding import actions as safeguarding
from safeguarding import queries as holds
from safeguarding.enums import Level, Source
from safeguarding.models import AuditEntry, Concern
from tests.factories.accounts import UserFactory
from tests.factories.our_childhood import FilmFactory, public_files
from tests.factories.told import report, tell, watched

pytestmark = pytest.mark.django_db
SECRET = "He lives at the blue door"


@pytest.fixture
def film() -> Film:
    return FilmFactory(public=True, description="A boat of card.")


@pytest.fixture
def moderator() -> User:
    return UserFactory(moderator=True)


@pytest.fixture
def lead() -> User:
    return UserFactory(lead=True)


def approver(film: Film) -> User:
    from moderation import queries

    return queries.decisions(film).first().decided_by


# --- Taking a report ----------------------------------------------------------------------------


def test_report_has_a_code_and_a_clock_and_hides_nothing(film: Film) -> None:
    told = tell(film, ReportReason.UNKIND, words=SECRET)
    assert codes.find(told.code).subject == told.report
    assert told.report.due_at > timezone.now()
    assert not told.report.urgent
    film.refresh_from_db()
    assert film.held_at is None
    entry = AuditEntry.objects.get(act="report.told")
    assert entry.facts["what"] == ["unkind"]
    assert SECRET not in str(entry.facts)


def test_same_form_sent_twice_is_one_report_with_one_code(film: Film) -> None:
    """F8: double tap, two tabs, a lost answer."""
    first = tell(film, form="one-page")
    again = tell(film, form="one-page", words="later words")
    assert (again.report, again.code, again.is_new) == (first.report, first.code, False)
    assert Report.objects.count() == 1
    assert tell(film, form="another-page").code != first.code


def test_words_are_sealed_at_rest(film: Film) -> None:
    """A stolen database does not tell what somebody wrote."""
    told = tell(film, words=SECRET)
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM moderation_report")
        assert SECRET not in cursor.fetchone()[0]
    assert Report.objects.get(pk=told.report.pk).words == SECRET


@pytest.mark.parametrize(
    ("asked", "days", "by"),
    [
        (datetime(2026, 12, 21, 15, 0, tzinfo=UTC), 1, datetime(2026, 12, 22, 15, 0, tzinfo=UTC)),
        (datetime(2026, 12, 24, 15, 0, tzinfo=UTC), 1, datetime(2026, 12, 29, 15, 0, tzinfo=UTC)),
        (datetime(2026, 12, 19, 12, 0, tzinfo=UTC), 1, datetime(2026, 12, 21, 17, 0, tzinfo=UTC)),
        (datetime(2026, 12, 18, 22, 0, tzinfo=UTC), 5, datetime(2026, 12, 29, 17, 0, tzinfo=UTC)),
    ],
)
def test_clock_counts_working_days_in_england(asked: datetime, days: int, by: datetime) -> None:
    """Overnight, a weekend, Christmas and Boxing Day's substitute are not working time."""
    assert promises.working_days(days, start=asked) == by


def test_editors_set_the_published_times(film: Film) -> None:
    times = PublishedTimes.load()
    times.report_days, times.urgent_hours = 3, 1
    times.save()
    ordinary, urgent = report(film), report(film, ReportReason.LAW)
    late = ordinary.due_at - promises.working_days(3, start=ordinary.told_at)
    assert abs(late) < timedelta(seconds=5)
    assert urgent.due_at < ordinary.due_at
    assert urgent.urgent


# --- What hides a film at once, and who cannot make use of it (ADR 0096) ------------------------


@pytest.mark.parametrize("what", [ReportReason.NOT_ASKED, ReportReason.PLACE, ReportReason.LAW])
def test_what_harms_by_staying_is_put_away_at_once(
    film: Film, what: str, django_capture_on_commit_callbacks: Any
) -> None:
    prefix = f"{film.video.public_prefix}/"
    assert any(name.startswith(prefix) for name in public_files(film))
    with django_capture_on_commit_callbacks(execute=True):
        told = tell(film, what)
    assert told.report.held_it
    assert holds.is_held(film)
    assert not Film.objects.public().exists()
    assert not any(name.startswith(prefix) for name in public_files(film))


@pytest.mark.parametrize("what", [ReportReason.UNKIND, ReportReason.FRIGHTENING, ReportReason.OTHER])
def test_nothing_else_hides_a_film_by_itself(film: Film, what: str) -> None:
    """However many say so: a crowd decides nothing here."""
    for _ in range(15):
        assert not report(film, what).held_it
    assert not holds.is_held(film)


def test_film_somebody_has_looked_at_is_not_put_away_again(film: Film, moderator: User) -> None:
    """The same tick about the same content waits for a person; new content does not."""
    first = report(film, ReportReason.NOT_ASKED)
    watched(film, moderator)
    reports.close(report=first, outcome=ReportOutcome.FINE, user=moderator)
    assert not holds.is_held(film)
    second = report(film, ReportReason.NOT_ASKED)
    assert second.urgent
    assert not second.held_it
    assert not holds.is_held(film)
    # Looked at as it was then: content that nobody has looked at since is put away.
    Report.objects.filter(pk=first.pk).update(digest="0" * 64)
    assert report(film, ReportReason.PLACE).held_it


def test_reports_cannot_empty_the_gallery(film: Film, monkeypatch: pytest.MonkeyPatch) -> None:
    """At most MOST_HELD at a time; after that a person places the hold, and hears of it as urgent."""
    monkeypatch.setattr(reports, "MOST_HELD", 1)
    other = FilmFactory(public=True, description="Clouds.")
    assert report(film, ReportReason.NOT_ASKED).held_it
    second = report(other, ReportReason.NOT_ASKED)
    assert (second.held_it, second.urgent) == (False, True)
    assert not holds.is_held(other)


def test_somebody_who_has_put_away_enough_today_waits_for_a_person(film: Film) -> None:
    assert not tell(film, ReportReason.PLACE, may_hold=False).report.held_it


def test_law_tells_the_leads_once_and_louder_when_the_film_can_still_be_seen(
    film: Film, monkeypatch: pytest.MonkeyPatch
) -> None:
    report(film, ReportReason.LAW)
    report(film, ReportReason.LAW)
    concern = Concern.objects.get()
    assert (concern.level, concern.source, concern.subject) == (Level.AMBER, Source.REPORT, film)
    monkeypatch.setattr(reports, "MOST_HELD", 0)
    report(FilmFactory(public=True, description="Clouds."), ReportReason.LAW)
    assert Concern.objects.latest("id").level == Level.RED


# --- Settling it ----------------------------------------------------------------------------------


def test_whoever_approved_the_film_cannot_wave_it_through_again(film: Film, moderator: User) -> None:
    told = report(film, ReportReason.UNKIND)
    first = approver(film)
    watched(film, first)
    with pytest.raises(reports.NotFit) as refused:
        reports.close(report=told, outcome=ReportOutcome.FINE, user=first)
    assert refused.value.why == [Unfit.APPROVED_IT]
    watched(film, moderator)
    reports.close(report=told, outcome=ReportOutcome.FINE, user=moderator)
    told.refresh_from_db()
    assert (told.outcome, told.closed_by) == ("fine", moderator)
    assert AuditEntry.objects.filter(act="report.closed", actor=f"user:{moderator.pk}").count() == 1


def test_nobody_settles_what_they_have_not_watched(film: Film, moderator: User) -> None:
    told = report(film)
    with pytest.raises(reports.NotFit) as refused:
        reports.close(report=told, outcome=ReportOutcome.FINE, user=moderator)
    assert refused.value.why == [Unfit.NOT_SEEN]


def test_only_a_lead_takes_down_and_it_settles_every_report(film: Film, moderator: User, lead: User) -> None:
    told = [report(film, words=SECRET), report(film, ReportReason.LAW)]
    with pytest.raises(reports.NotFit) as refused:
        reports.close(report=told[0], outcome=ReportOutcome.TAKEN_DOWN, user=moderator)
    assert refused.value.why == [Unfit.NOT_A_LEAD]
    reports.close(report=told[0], outcome=ReportOutcome.TAKEN_DOWN, user=lead)
    film.refresh_from_db()
    assert (film.withdrawn_by, film.title) == ("staff", "")
    assert set(Report.objects.values_list("outcome", flat=True)) == {"taken_down"}
    assert not Report.objects.filter(has_words=True).exists()


def test_superuser_and_editor_settle_nothing(film: Film) -> None:
    told = report(film)
    for person in (UserFactory(superuser=True), UserFactory(editor=True)):
        assert Unfit.NOT_A_MEMBER in reports.objections(told, person, ReportOutcome.FINE)


def test_film_stays_away_while_something_else_urgent_is_open(film: Film, moderator: User) -> None:
    first, second = report(film, ReportReason.NOT_ASKED), report(film, ReportReason.PLACE)
    watched(film, moderator)
    reports.close(report=first, outcome=ReportOutcome.FINE, user=moderator)
    assert holds.is_held(film)
    reports.close(report=second, outcome=ReportOutcome.FINE, user=moderator)
    assert not holds.is_held(film)


def test_settling_a_report_lifts_no_hold_a_person_placed(film: Film, moderator: User, lead: User) -> None:
    """A reviewer's hold on a film that a report put away becomes a reviewer's hold."""
    told = report(film, ReportReason.NOT_ASKED)
    safeguarding.hold(subject=film, reason="worry", by=f"user:{lead.pk}", user=lead)
    watched(film, moderator)
    reports.close(report=told, outcome=ReportOutcome.FINE, user=moderator)
    assert holds.open_holds(film).get().reason == "worry"


def test_settled_twice_is_told(film: Film, moderator: User, lead: User) -> None:
    told = report(film)
    for person in (moderator, lead):
        watched(film, person)
    reports.close(report=told, outcome=ReportOutcome.FINE, user=moderator)
    with pytest.raises(reports.NotFit) as refused:
        reports.close(report=told, outcome=ReportOutcome.FINE, user=lead)
    assert refused.value.why == [Unfit.SETTLED]


# --- The child's own will, and forgetting ---------------------------------------------------------


def test_report_freezes_no_childs_withdrawal(
    film: Film, django_capture_on_commit_callbacks: Any, run_tasks: Any
) -> None:
    """C, S8: a stranger's report must not keep a film from being deleted. Whoever told us hears of it."""
    told = report(film, ReportReason.NOT_ASKED, words=SECRET)
    with django_capture_on_commit_callbacks(execute=True):
        actions.withdraw(film=film, by="child", route=WithdrawalRoute.CODE)
    run_tasks()
    film.refresh_from_db()
    assert (film.title, film.erased_at is not None) == ("", True)
    told.refresh_from_db()
    assert (told.outcome, told.words, told.has_words) == ("gone", "", False)
    assert story(told).heading == "The film is not here any more"


def test_words_go_thirty_days_after_the_outcome(film: Film, moderator: User) -> None:
    """S1: not a day earlier while it is open, however long that takes. The data map's retention runs it."""
    told = report(film, words=SECRET)
    Report.objects.update(told_at=timezone.now() - timedelta(days=400))
    assert reports.erase_words() == 0
    watched(film, moderator)
    reports.close(report=told, outcome=ReportOutcome.FINE, user=moderator)
    Report.objects.update(closed_at=timezone.now() - reports.WORDS_KEPT + timedelta(minutes=1))
    assert reports.erase_words() == 0
    Report.objects.update(closed_at=timezone.now() - reports.WORDS_KEPT)
    assert reports.erase_words() == 1
    assert Report.objects.get().words == ""
    assert "moderation.reports.erase_words" in retention.erasers()


def test_address_is_written_to_once_and_forgotten(film: Film, moderator: User) -> None:
    """D: one neutral letter in their language, without a word of the report; then the address is gone."""
    told = report(film, words=SECRET, email="sam@post.example", language="pl")
    assert Contact.objects.about(told).count() == 1
    watched(film, moderator)
    reports.close(report=told, outcome=ReportOutcome.FINE, user=moderator)
    message = Message.objects.get(template="report_news")
    assert (message.to, message.language) == ("sam@post.example", "pl")
    assert message.context == {"address": "http://127.0.0.1:8000/pl/tell-us/"}
    assert not Contact.objects.about(told).exists()
