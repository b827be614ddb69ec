"""When somebody answers: bank holidays, summer time, days that differ; and words that stay true when kept."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import translation

from help_at_hand import copies, hours, queries
from help_at_hand.enums import Day
from help_at_hand.hours import Span, Timetable
from help_at_hand.models import HelpHours, HelpSettings, HelpSpecialDay
from safeguarding.clocks import LONDON
from tests.factories.accounts import UserFactory

WORK = Span(time(8), time(22))
SHORT = Span(time(10), time(16))
ALL = Span(time(0), time(0))
WEEK = {**dict.fromkeys(range(5), WORK), Day.SATURDAY: SHORT, Day.BANK_HOLIDAY: SHORT}
TABLE = Timetable(WEEK)
CHRISTMAS = date(2026, 12, 25)  # a Friday


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("moment", "until"),
    [
        ("2026-12-02T08:00", "2026-12-02T22:00"),  # Wednesday, to the minute
        ("2026-12-02T07:59", None),
        ("2026-12-02T22:00", None),
        ("2026-12-05T11:00", "2026-12-05T16:00"),  # Saturday
        ("2026-12-06T11:00", None),  # Sunday
        ("2026-12-25T11:00", "2026-12-25T16:00"),  # Christmas, a Friday
        ("2026-12-25T18:00", None),
        ("2026-12-28T18:00", None),  # Boxing Day, moved to Monday
        ("2026-03-30T08:30", "2026-03-30T22:00"),  # the first Monday of summer time
    ],
)
def test_open_until(moment: str, until: str | None) -> None:
    assert TABLE.open_until(at(moment)) == (at(until) if until else None)


def test_a_day_that_differs_goes_before_every_rule() -> None:
    closed = Timetable(WEEK, {CHRISTMAS: None, date(2026, 12, 6): SHORT})
    assert closed.on(CHRISTMAS) is None
    assert closed.on(date(2026, 12, 6)) == SHORT


def test_bank_holidays_without_hours_of_their_own_are_closed() -> None:
    """Nobody is told we answer on Christmas Day because it happens to be a Friday."""
    week = dict.fromkeys(range(7), WORK)
    assert Timetable(week).on(CHRISTMAS) is None


def test_midnight_is_the_end_of_the_day() -> None:
    night = Timetable({Day.MONDAY: Span(time(18), time(0)), Day.TUESDAY: ALL})
    assert night.open_until(at("2026-11-30T23:59")) == at("2026-12-01T00:00")
    assert night.open_until(at("2026-12-01T03:00")) == at("2026-12-02T00:00")


def test_the_next_opening_is_over_a_weekend_and_a_holiday() -> None:
    week = dict.fromkeys(range(5), WORK)
    assert Timetable(week).opens_next(at("2026-12-24T22:30")) == at("2026-12-29T08:00")
    assert Timetable({}).opens_next(at("2026-12-24T22:30")) is None


def test_hours_in_words() -> None:
    assert hours.spelled(TABLE) == [
        "Monday to Friday: 8 a.m. to 10 p.m.",
        "Saturday: 10 a.m. to 4 p.m.",
        "Sunday: closed",
        "Bank holidays: 10 a.m. to 4 p.m.",
    ]
    assert hours.spelled(Timetable(dict.fromkeys(range(8), ALL))) == [
        "Every day: all day and all night",
        "Bank holidays: all day and all night",
    ]
    assert hours.spelled(Timetable({})) == []


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-12-02T09:00", "We answer now. Until 10 p.m. somebody picks up."),
        ("2026-12-02T06:00", "We do not answer right now. From 8 a.m. today we do."),
        (
            "2026-12-05T20:00",
            "We do not answer right now. From 8 a.m. on Monday, 7 December 2026 we do.",
        ),
    ],
)
def test_now_in_words(moment: str, words: str) -> None:
    assert hours.now_in_words(TABLE, at(moment)) == words


def test_days_ahead_that_differ_are_told_with_their_date() -> None:
    told = hours.ahead(TABLE, date(2026, 12, 20))
    assert told == [
        "Friday, 25 December 2026: 10 a.m. to 4 p.m.",
        "Monday, 28 December 2026: 10 a.m. to 4 p.m.",
        "Friday, 1 January 2027: 10 a.m. to 4 p.m.",
    ]


@pytest.mark.django_db
class TestPage:
    @pytest.fixture(autouse=True)
    def hours_kept(self, demo_pages: None) -> None:
        people = HelpSettings.load()
        people.hours.all().delete()
        people.hours.set(
            [HelpHours(day=day, opens=span.opens, closes=span.closes) for day, span in WEEK.items()]
        )
        people.save()

    def ask(self, client: Client, monkeypatch: Any, moment: str) -> Any:
        monkeypatch.setattr("help_at_hand.views.timezone.now", lambda: at(moment))
        return client.get("/help/")

    def test_the_page_says_whether_somebody_answers_and_by_which_clock(
        self, client: Client, monkeypatch: Any
    ) -> None:
        html = self.ask(client, monkeypatch, "2026-12-02T09:00").content.decode()
        assert "Until 10 p.m. somebody picks up" in html
        assert "We looked at 9 a.m. on 2 December 2026." in html

    def test_a_cache_keeps_it_no_longer_than_it_is_true(self, client: Client, monkeypatch: Any) -> None:
        assert self.ask(client, monkeypatch, "2026-12-02T09:00")["Cache-Control"] == "public, max-age=60"
        assert self.ask(client, monkeypatch, "2026-12-02T21:59:40")["Cache-Control"] == "public, max-age=20"
        assert self.ask(client, monkeypatch, "2026-12-02T07:59:55")["Cache-Control"] == "public, max-age=5"

    def test_the_kept_copy_says_hours_and_never_now(self, client: Client, monkeypatch: Any) -> None:
        """What is read days later, when the database is away, is still true."""
        self.ask(client, monkeypatch, "2026-12-02T09:00")
        kept = copies.read("en")
        assert kept is not None and "Monday to Friday: 8 a.m. to 10 p.m." in kept.timetable
        assert "now" not in " ".join([*kept.timetable, kept.hours]).lower()

    def test_the_page_costs_what_it_costs(self, client: Client, django_assert_num_queries: Any) -> None:
        client.get("/help/")
        with django_assert_num_queries(PAGE_QUERIES):
            client.get("/help/")

    def test_the_sweep_renews_copies_that_nobody_read(self) -> None:
        """An edit on one machine is on every worker's disk within the minute, in every language."""
        queries.renew_copies()
        people = HelpSettings.load()
        people.hours.filter(day=Day.SATURDAY).delete()
        assert queries.renew_copies() == 3
        with translation.override("pl"):
            kept = copies.read("pl")
        assert kept is not None and len(kept.timetable) == 3


PAGE_QUERIES = 8


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("opens", "closes", "fine"),
    [
        (time(8), time(22), True),
        (time(22), time(8), False),
        (time(8), None, False),
        (None, None, True),
        (time(18), time(0), True),
    ],
)
def test_hours_out_of_order_are_refused(opens: time | None, closes: time | None, fine: bool) -> None:
    row = HelpSpecialDay(
        settings=HelpSettings.load(), date=CHRISTMAS + timedelta(days=1), opens=opens, closes=closes
    )
    if fine:
        row.full_clean()
    else:
        with pytest.raises(ValidationError):
            row.full_clean()


@pytest.mark.django_db
@pytest.mark.usefixtures("demo_pages")
def test_an_editor_keeps_the_hours(client: Client) -> None:
    """Numbers, hours and texts are settings: whoever edits pages changes them, and moderators do not."""
    address = reverse("wagtailsettings:edit", args=["help_at_hand", "helpsettings"])
    client.force_login(UserFactory(editor=True))
    page = client.get(address, follow=True)
    assert page.status_code == 200
    form = page.context["form"]
    data = {
        f"{name}-{field}": value
        for name, formset in form.formsets.items()
        for field, value in {
            "TOTAL_FORMS": 1 if name == "hours" else 0,
            "INITIAL_FORMS": 0,
            "MIN_NUM_FORMS": 0,
            "MAX_NUM_FORMS": 1000,
        }.items()
    }
    HelpHours.objects.all().delete()
    data |= {"aim_percent": "30", "next_aim_percent": "60", "team_email": "", "poll_opens_date": ""}
    data |= {"poll_closes_date": "", "hours-0-day": "6", "hours-0-opens": "10:00", "hours-0-closes": "12:00"}
    data |= {"hours-0-ORDER": "1"}
    saved = client.post(page.redirect_chain[-1][0], data)
    assert saved.status_code == 302, saved.context["form"].errors
    assert queries.timetable().week == {Day.SUNDAY: Span(time(10), time(12))}
    assert "Sunday: 10 a.m. to noon" in client.get("/help/").content.decode()
    client.force_login(UserFactory(moderator=True))
    assert client.get(address).status_code == 302
