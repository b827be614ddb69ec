"""The room of helpline advisers: who may be there, what is on record, and what it costs (S22, S40)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from help_at_hand.cases import actions, sweeper
from help_at_hand.cases.enums import Kind, Outcome, State
from help_at_hand.cases.models import Canned, Case
from help_at_hand.models import HelpSettings
from outbox.models import Message
from safeguarding.enums import Level
from safeguarding.models import AuditEntry, Concern
from tests.factories.accounts import UserFactory
from tests.factories.cases import WORDS, CaseFactory, adviser

pytestmark = pytest.mark.django_db


LIST_QUERIES = 15
CASE_QUERIES = 20


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


PEOPLE: dict[str, Callable[[], User]] = {
    "adviser": adviser,
    "lead": lambda: UserFactory(lead=True),
    "moderator": lambda: UserFactory(moderator=True),
    "editor": lambda: UserFactory(editor=True),
    "superuser": lambda: UserFactory(superuser=True),
}
ADDRESSES = ["list", "green", "red", "note", "figures"]
# Who sees what: for every person the answer to each of ADDRESSES.
TABLE = {
    "adviser": [200, 200, 200, 302, 200],
    "lead": [404, 404, 200, 404, 200],
    "moderator": [404, 404, 404, 404, 404],
    "editor": [404, 404, 404, 404, 200],  # numbers of years that are over, to release them
    "superuser": [404, 404, 404, 404, 404],
}


@pytest.mark.parametrize("who", PEOPLE)
def test_who_sees_what(who: str) -> None:
    """Advisers everything, a lead red cases and only to read, an editor figures; others nothing."""
    client = as_(PEOPLE[who]())
    green, red = CaseFactory(), CaseFactory(safe="no")
    answers = [
        client.get(reverse("help_cases")),
        client.get(reverse("help_case", args=[green.pk])),
        client.get(reverse("help_case", args=[red.pk])),
        client.post(reverse("help_case_act", args=[red.pk, "note"]), {"note-words": "x"}),
        client.get(reverse("help_figures")),
    ]
    assert [answer.status_code for answer in answers] == TABLE[who]
    home = client.get("/admin/").content.decode()
    assert ("/admin/help-cases/" in home) is (who == "adviser")


def test_a_permission_given_by_hand_opens_nothing() -> None:
    """By group alone: neither a right clicked together for one person nor being a superuser counts."""
    user = UserFactory(moderator=True)
    user.user_permissions.add(Permission.objects.get(codename="work_case"))
    case = CaseFactory()
    assert as_(user).get(reverse("help_case", args=[case.pk])).status_code == 404


def test_nothing_of_a_case_is_in_wagtails_search_lists_or_history() -> None:
    """No snippet, no revision, no log entry, no reference index: copies outlive the row."""
    case = CaseFactory(answered=True)
    call_command("rebuild_references_index", verbosity=0)
    superuser = as_(UserFactory(superuser=True))
    for address in ("/admin/snippets/", "/admin/reports/site-history/", "/admin/reports/data-map/"):
        html = superuser.get(address).content.decode()
        assert WORDS not in html and str(case) not in html


def test_every_look_is_on_record_without_a_word() -> None:
    """S22."""
    case, user = CaseFactory(words="a purple gate"), adviser()
    client = as_(user)
    client.get(reverse("help_case", args=[case.pk]))
    client.post(reverse("help_case_act", args=[case.pk, "answer"]), {"answer-words": ""})
    looks = AuditEntry.objects.filter(
        act="case.opened", actor=f"user:{user.pk}", subject=f"cases.case:{case.pk}"
    )
    assert looks.count() == 2, "an error shows the case once more"
    assert "purple" not in str(list(AuditEntry.objects.values()))


def test_an_adviser_answers_hands_over_refers_and_closes() -> None:
    first, second = adviser(), adviser(first_name="Bo")
    case = CaseFactory()
    client = as_(first)

    def do(act: str, **fields: Any) -> None:
        data = {f"{act}-{name}": value for name, value in fields.items()}
        assert client.post(reverse("help_case_act", args=[case.pk, act]), data).status_code == 302, act

    do("take")
    assert Case.objects.get().taken_by == first
    do("sort", level="amber", topic="move")
    assert Case.objects.get().respond_by < case.respond_by
    do("answer", words="We are on it.")
    row = Case.objects.get()
    assert row.state == State.ANSWERED and row.answered_at is not None
    do("refer", to="advocate", words="Nadia, reference 7")
    do("give", to=second.pk, words="She waits for a call")
    assert Case.objects.get().taken_by == second
    do("close", outcome="referred")
    assert Case.objects.get().outcome == Outcome.REFERRED
    do("answer", words="Too late")  # a closed case is only noted on
    do("note", words="News came")
    kinds = [entry.kind for entry in case.entries.all()]
    assert kinds == [Kind.CHILD, Kind.ANSWER, Kind.REFERRAL, Kind.HAND_OVER, Kind.NOTE]
    page = client.get(reverse("help_case", args=[case.pk])).content.decode()
    assert "Nadia, reference 7" in page and "Bo" in page


def test_a_case_can_be_given_to_advisers_only() -> None:
    case, client = CaseFactory(), as_(adviser())
    outsider = UserFactory(moderator=True)
    data = {"give-to": outsider.pk, "give-words": "x"}
    assert client.post(reverse("help_case_act", args=[case.pk, "give"]), data).status_code == 422


def test_a_ready_answer_is_put_in_and_not_sent() -> None:
    """In the child's language first; without scripts."""
    from wagtail.models import Locale

    Locale.objects.get_or_create(language_code="pl")
    for code, words in (("en", "We hear you."), ("pl", "Słyszymy cię.")):
        Canned.objects.create(
            title=f"Hello {code}", words=words, locale=Locale.objects.get(language_code=code)
        )
    case, client = CaseFactory(language="pl"), as_(adviser())
    html = client.get(reverse("help_case", args=[case.pk])).content.decode()
    assert html.index("Hello pl") < html.index("Hello en")
    polish = Canned.objects.get(title="Hello pl")
    begun = client.post(reverse("help_case_act", args=[case.pk, "begin"]), {"canned": polish.pk})
    assert "Słyszymy cię." in begun.content.decode()
    assert case.entries.count() == 1


@pytest.mark.parametrize("canned", ["", "abc", "²", "\0", "9" * 5000])
def test_a_ready_answer_that_is_none_begins_with_nothing(canned: str) -> None:
    case = CaseFactory()
    begun = as_(adviser()).post(reverse("help_case_act", args=[case.pk, "begin"]), {"canned": canned})
    assert begun.status_code == 200


@pytest.mark.parametrize("year", ["", "abc", "²", "\0", "9" * 5000])
def test_a_year_that_is_none_is_no_year(year: str) -> None:
    client = as_(UserFactory(editor=True))
    assert client.get(reverse("help_figures"), {"year": year}).status_code == 200
    assert client.post(reverse("help_figures"), {"year": year}).status_code == 404


def test_red_ones_come_first_then_what_is_due_soonest() -> None:
    slow, red = CaseFactory(), CaseFactory(safe="no")
    unsure = CaseFactory(safe="unsure")
    Case.objects.filter(pk=slow.pk).update(respond_by=timezone.now() + timedelta(days=9))
    Case.objects.filter(pk=unsure.pk).update(respond_by=timezone.now() + timedelta(minutes=1))
    html = as_(adviser()).get(reverse("help_cases")).content.decode()
    places = [html.index(f"/admin/help-cases/{case.pk}/") for case in (red, unsure, slow)]
    assert places == sorted(places)
    assert WORDS not in html


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_however_long(django_assert_num_queries: Any, rows: int) -> None:
    """No N+1: sessions, the person, rights, rows, their number, what came in a rush, menus."""
    for _ in range(rows):
        CaseFactory(answered=True)
    client = as_(adviser())
    client.get(reverse("help_cases"))
    with django_assert_num_queries(LIST_QUERIES):
        client.get(reverse("help_cases"))


@pytest.mark.parametrize("rows", [1, 3])
def test_a_case_costs_the_same_however_long(django_assert_num_queries: Any, rows: int) -> None:
    case, user = CaseFactory(), adviser()
    for number in range(rows):
        actions.note(case=case, words=f"note {number}", by=f"user:{user.pk}", user=user)
    client = as_(user)
    client.get(reverse("help_case", args=[case.pk]))
    lock = connection.vendor == "postgresql"  # of the trail's end
    with django_assert_num_queries(CASE_QUERIES + lock):
        client.get(reverse("help_case", args=[case.pk]))


# --- Clocks and ends --------------------------------------------------------------------------


def test_the_team_is_told_once_that_a_child_has_waited_too_long() -> None:
    """D: a neutral letter with a link and nothing of the case."""
    people = HelpSettings.load()
    people.team_email = "team@heard.example"
    people.save()
    CaseFactory(words="a purple gate", name="Kit")
    Case.objects.update(respond_by=timezone.now())
    assert sweeper.sweep()["late_reminded"] == 1
    assert sweeper.sweep()["late_reminded"] == 0
    [letter] = Message.objects.all()
    assert letter.to == "team@heard.example"
    assert list(letter.context) == ["link"] and letter.context["link"].endswith("/admin/help-cases/")


def test_a_red_case_is_late_under_a_wrong_clock_too() -> None:
    """F10: written by a clock that was a day ahead, it counts as late at once."""
    case = CaseFactory(safe="no")
    tomorrow = timezone.now() + timedelta(days=1)
    Case.objects.update(waits_since=tomorrow, respond_by=tomorrow + timedelta(hours=1))
    assert Case.objects.late(timezone.now()).get() == case
    assert Case.objects.get().is_late


def test_what_went_quiet_is_closed_and_what_waits_never() -> None:
    answered, waits = CaseFactory(answered=True), CaseFactory()
    for case in (answered, waits):
        case.entries.update(written_at=timezone.now() - timedelta(days=61))
    assert sweeper.sweep()["quiet_closed"] == 1
    assert Case.objects.get(pk=answered.pk).outcome == Outcome.NO_ANSWER
    assert Case.objects.get(pk=waits.pk).closed_at is None


def test_a_lead_comes_from_the_concern_to_the_red_case() -> None:
    case = CaseFactory(safe="no")
    concern = Concern.objects.get()
    lead, moderator = as_(UserFactory(lead=True)), UserFactory(moderator=True)
    html = lead.get(reverse("concern", args=[concern.pk])).content.decode()
    assert reverse("help_case", args=[case.pk]) in html
    assert as_(moderator).get(reverse("concern", args=[concern.pk])).status_code == 404
    actions.sort(case=case, level=Level.GREEN, topic="", by="user:1", user=None)
    assert reverse("help_case", args=[case.pk]) not in (
        lead.get(reverse("concern", args=[concern.pk])).content.decode()
    )


def test_the_demo_shows_a_case_in_every_state() -> None:
    """Twice is once, and every state of the list has something in it."""
    from config.demo import base, help_cases

    base.seed()
    for _ in range(2):
        help_cases.seed()
    assert {case.state for case in Case.objects.all()} == set(State)
    assert Canned.objects.count() == 9
