"""Concerns: from the first word to the outcome, read by few, told in time, never rewritten."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, ReferenceIndex
from wagtail.search.models import IndexEntry

from accounts.models import User
from outbox.models import Message
from safeguarding import actions, audit, clocks, notices, sweeper
from safeguarding.enums import Level, Outcome, Recipient, Source, State
from safeguarding.models import AuditEntry, Concern, SafeguardingSettings
from tests.factories.accounts import UserFactory
from tests.factories.safeguarding import ConcernFactory, SealFactory

pytestmark = pytest.mark.django_db

SECRET = "zqsecretzq he locks the cellar"
TUESDAY = datetime(2026, 11, 24, 11, tzinfo=ZoneInfo("Europe/London"))
SATURDAY = datetime(2026, 11, 28, 23, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture
def mailboxes() -> None:
    people = SafeguardingSettings.load()
    people.team_email, people.on_call_email = "team@heard.example", "on-call@heard.example"
    people.escalation_email = "head@heard.example"
    people.save()


def at(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    monkeypatch.setattr(timezone, "now", lambda: moment)


def test_concern_goes_its_way(lead: User) -> None:
    """Raised, taken, handed over, closed: computed from what happened, and all of it on record."""
    concern = ConcernFactory(words=SECRET)
    assert (concern.state, concern.level) == (State.RAISED, Level.AMBER)
    by: dict[str, Any] = {"by": audit.actor(lead), "user": lead}
    assert actions.take(concern=concern, **by)
    assert not actions.take(concern=concern, **by)
    concern.refresh_from_db()
    assert concern.state == State.TAKEN
    actions.hand_over(concern=concern, to=Recipient.POLICE, whom="PC 7, ref. 123", **by)
    assert concern.state == State.HANDED_OVER
    assert actions.close(concern=concern, outcome=Outcome.ACTED, **by)
    assert not actions.close(concern=concern, outcome=Outcome.TWICE, **by)
    concern.refresh_from_db()
    assert (concern.state, concern.outcome) == (State.CLOSED, Outcome.ACTED)
    with pytest.raises(actions.Closed):
        actions.hand_over(concern=concern, to=Recipient.POLICE, whom="again", **by)
    acts = list(AuditEntry.objects.filter(subject=audit.reference(concern)).values_list("act", flat=True))
    assert acts == ["concern.raised", "concern.taken", "concern.handed_over", "concern.closed"]


@pytest.mark.parametrize("state", list(State))
def test_list_and_row_agree_about_the_state(state: State, lead: User) -> None:
    """One truth: what the database filters by is what the row says."""
    by: dict[str, Any] = {"by": audit.actor(lead), "user": lead}
    ConcernFactory(), ConcernFactory(taken=True), ConcernFactory(closed=True)
    handed = ConcernFactory()
    actions.hand_over(concern=handed, to=Recipient.HELP_TEAM, whom="Sam", **by)
    found = set(Concern.objects.in_state(state))
    assert found == {one for one in Concern.objects.all() if one.state == state}
    assert len(found) == 1


def test_words_lie_sealed_and_nowhere_else(lead: User, client: Client) -> None:
    """Not in the table, the trail, Wagtail's log, search or reference index, nor in any mail (S1)."""
    concern = ConcernFactory(words=SECRET, level=Level.RED, subject=UserFactory())
    actions.add_note(concern=concern, words=SECRET, by="system", user=lead)
    actions.hand_over(concern=concern, to=Recipient.POLICE, whom=SECRET, by="system", user=lead)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            assert "zqsecretzq" not in str(cursor.fetchall()), table
    assert not ModelLogEntry.objects.filter(content_type__app_label="safeguarding").exists()
    assert not ReferenceIndex.objects.filter(base_content_type__app_label="safeguarding").exists()
    assert not IndexEntry.objects.filter(content_type__app_label="safeguarding").exists()
    concern.refresh_from_db()
    assert concern.words == SECRET


def test_second_click_is_the_first_concern(moderator: User) -> None:
    first = ConcernFactory(user=moderator, words="the same words")
    assert ConcernFactory(user=moderator, words="the same words") == first
    assert ConcernFactory(user=moderator, words="other words") != first
    Concern.objects.update(raised_at=timezone.now() - timedelta(hours=1))
    assert ConcernFactory(user=moderator, words="the same words") != first


def test_a_second_click_of_nobody_about_nothing_is_the_first_concern() -> None:
    """Most forms are heard without an account and before anything is kept that a concern could be about."""
    first = ConcernFactory(words="the same words")
    assert ConcernFactory(words="the same words") == first
    assert ConcernFactory(words="other words") != first
    assert ConcernFactory(words="the same words", level=Level.RED) != first


def test_hundreds_of_red_words_do_not_bury_the_letters(mailboxes: None) -> None:
    """Each waits in the list; of more than a dozen an hour one letter each quarter of an hour tells."""
    for number in range(40):
        ConcernFactory(words=f"words {number}", level=Level.RED)
    assert Concern.objects.filter(level=Level.RED).count() == 40
    letters = Message.objects.filter(template="concern_waits").count()
    assert notices.MOST_LETTERS < letters <= notices.MOST_LETTERS + 2


# --- who is told, and when (F10) ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("moment", "to"), [(TUESDAY, "team@heard.example"), (SATURDAY, "on-call@heard.example")]
)
def test_red_is_told_at_once_to_whoever_is_there(
    moment: datetime, to: str, mailboxes: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    at(monkeypatch, moment)
    ConcernFactory(level=Level.RED, words=SECRET)
    message = Message.objects.get()
    assert (message.to, message.template) == (to, "concern_waits")
    from outbox.letters import write

    letter = write(message)
    assert "zqsecretzq" not in letter.subject + letter.body
    assert not {"child", "concern", "safeguarding"} & set(letter.subject.lower().split())


def test_amber_and_green_wait_in_the_list(mailboxes: None) -> None:
    ConcernFactory(level=Level.AMBER), ConcernFactory(level=Level.GREEN)
    assert not Message.objects.exists()


def test_nobody_to_tell_is_an_error_an_operator_sees(
    caplog: pytest.LogCaptureFixture, client: Client, lead: User
) -> None:
    ConcernFactory(level=Level.RED)
    assert "nobody was told" in caplog.text
    client.force_login(lead)
    assert "no address is set" in client.get(reverse("concerns")).content.decode()


def test_unanswered_is_escalated_once(mailboxes: None, monkeypatch: pytest.MonkeyPatch) -> None:
    at(monkeypatch, TUESDAY)
    late, taken = ConcernFactory(), ConcernFactory(taken=True)
    assert sweeper.sweep()["concerns_escalated"] == 0
    at(monkeypatch, TUESDAY + timedelta(hours=4))
    assert [sweeper.sweep()["concerns_escalated"] for _ in range(2)] == [1, 0]
    assert Message.objects.get().to == "head@heard.example"
    assert AuditEntry.objects.get(act="concern.escalated").subject == audit.reference(late)
    taken.refresh_from_db()
    assert taken.escalated_at is None


def test_clock_put_right_by_a_day_makes_it_late_not_later(
    mailboxes: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """F10: raised while the clock was a day ahead, its promise lies a day too far."""
    at(monkeypatch, TUESDAY + timedelta(days=1))
    concern = ConcernFactory(level=Level.RED)
    at(monkeypatch, TUESDAY)
    assert concern.is_late
    assert list(Concern.objects.late(TUESDAY)) == [concern]


def test_worse_level_tells_again_and_counts_from_the_beginning(mailboxes: None, lead: User) -> None:
    concern = ConcernFactory(level=Level.GREEN)
    actions.set_level(concern=concern, level=Level.RED, why="He named a place.", by="system", user=lead)
    concern.refresh_from_db()
    assert concern.respond_by == clocks.respond_by(Level.RED, concern.raised_at)
    assert concern.notes.get().words == "He named a place."
    assert Message.objects.filter(template="concern_waits").count() == 1


# --- what the database refuses --------------------------------------------------------------------


def test_what_was_written_is_never_changed(lead: User) -> None:
    """Notes and hand-overs are only added; of an open concern nothing is deleted."""
    concern = ConcernFactory()
    note = actions.add_note(concern=concern, words="first words", by="system", user=lead)
    handed = actions.hand_over(concern=concern, to=Recipient.POLICE, whom="PC 7", by="system", user=lead)
    for row in (note, handed):
        with pytest.raises(DatabaseError, match="kept as it was"), transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(concern=concern)
        with pytest.raises(DatabaseError, match="kept as it was"), transaction.atomic():
            row.delete()
    with pytest.raises(DatabaseError, match="kept as it was"), transaction.atomic():
        concern.delete()


def test_taken_or_closed_by_nobody_is_no_row() -> None:
    concern = ConcernFactory()
    for fields in ({"taken_at": timezone.now()}, {"closed_at": timezone.now()}, {"outcome": "acted"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Concern.objects.filter(pk=concern.pk).update(**fields)


def test_old_ones_are_erased_and_sealed_ones_stay(lead: User) -> None:
    """S1: seven years after the end; not while something is sealed, and never many at once (F10)."""
    long_ago = timezone.now() - actions.CONCERNS_KEPT - timedelta(days=1)
    old, recent = ConcernFactory(closed=True), ConcernFactory(closed=True)
    actions.add_note(concern=old, words="late news", by="system", user=lead)
    sealed = SealFactory(user=lead).concern
    actions.close(concern=sealed, outcome=Outcome.ACTED, by="system", user=lead)
    Concern.objects.filter(pk__in=[old.pk, sealed.pk]).update(closed_at=long_ago)
    assert sweeper.sweep()["concerns_erased"] == 1
    assert set(Concern.objects.all()) == {recent, sealed}
    assert AuditEntry.objects.get(act="concern.erased").subject == f"safeguarding.concern:{old.pk}"


# --- the desk ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "who", [{"moderator": True}, {"superuser": True}, {"editor": True, "superuser": True}]
)
def test_only_leads_learn_that_there_are_concerns(client: Client, who: dict[str, bool]) -> None:
    """A moderator raises and reads none, not even their own; a superuser neither."""
    user = UserFactory(**who)
    concern = ConcernFactory(user=user, words=SECRET)
    client.force_login(user)
    for address in (reverse("concerns"), reverse("concern", args=[concern.pk])):
        assert client.get(address).status_code == 404
    for act in ("take", "note", "level", "hand-over", "close", "lift", "open", "ask-open"):
        assert client.post(reverse("concern_act", args=[concern.pk, act])).status_code == 404
    home = client.get(reverse("wagtailadmin_home"), follow=True).content.decode()
    assert reverse("concerns") + '"' not in home
    concern.refresh_from_db()
    assert concern.state == State.RAISED


def test_moderator_raises_one_from_the_menu(client: Client, moderator: User) -> None:
    client.force_login(moderator)
    assert reverse("concern_raise") in client.get(reverse("wagtailadmin_home")).content.decode()
    answer = client.post(reverse("concern_raise"), {"level": "red", "words": ""})
    assert answer.status_code == 422
    answer = client.post(reverse("concern_raise"), {"level": "red", "words": SECRET}, follow=True)
    assert "A safeguarding lead has it" in answer.content.decode()
    concern = Concern.objects.get()
    assert (concern.level, concern.source, concern.raised_by) == (Level.RED, Source.DESK, moderator)


def test_nobody_else_raises_one_here(client: Client) -> None:
    client.force_login(UserFactory(editor=True, superuser=True))
    assert client.get(reverse("concern_raise")).status_code == 404


def test_each_look_is_on_record(client: Client, lead: User) -> None:
    """S22: a concern is a personal record."""
    concern = ConcernFactory(words=SECRET)
    client.force_login(lead)
    answer = client.get(reverse("concern", args=[concern.pk]))
    assert SECRET in answer.content.decode()
    assert answer.headers["Cache-Control"] == "private, no-store"
    entry = AuditEntry.objects.get(act="concern.opened")
    assert (entry.actor, entry.subject) == (f"user:{lead.pk}", audit.reference(concern))


def test_lead_works_through_one(client: Client, lead: User) -> None:
    concern = ConcernFactory(level=Level.RED)
    client.force_login(lead)

    def act(name: str, **fields: str) -> Any:
        data = {f"{name}-{key}": value for key, value in fields.items()}
        return client.post(reverse("concern_act", args=[concern.pk, name]), data, follow=True)

    assert "It is yours now" in act("take").content.decode()
    assert act("note", words="").status_code == 422
    assert "Written down" in act("note", words="Spoke to the school.").content.decode()
    assert "clock with it" in act("level", level="amber", why="It was last year.").content.decode()
    page = act("hand-over", to="designated-officer", whom="Jo Field, ref. 9").content.decode()
    assert "Jo Field, ref. 9" in page
    page = act("close", outcome="supported").content.decode()
    assert "The child was given help" in page
    assert "This concern is closed" in act("hand-over", to="police", whom="x").content.decode()
    assert act("nonsense").status_code == 404
    assert "late news" in act("note", words="late news").content.decode()


def test_list_asks_the_database_as_often_for_three_as_for_one(
    client: Client, lead: User, django_assert_max_num_queries: Any
) -> None:
    """Not a number of all the admin's menus, which other rooms add to: the same at one and at three."""
    client.force_login(lead)
    asked = []
    for count in (1, 3):
        while Concern.objects.count() < count:
            ConcernFactory(subject=UserFactory(), taken=True)
        client.get(reverse("concerns"))
        with django_assert_max_num_queries(30) as queries:
            assert client.get(reverse("concerns")).content.decode().count("<time ") == count
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_list_narrows_and_keeps_the_soonest_on_top(client: Client, lead: User) -> None:
    client.force_login(lead)
    green, red = ConcernFactory(level=Level.GREEN), ConcernFactory(level=Level.RED)
    closed = ConcernFactory(closed=True)
    late = ConcernFactory(level=Level.AMBER, source=Source.WORDS)
    Concern.objects.filter(pk=late.pk).update(respond_by=timezone.now() - timedelta(days=2))

    def found(**asked: str) -> list[int]:
        return [one.pk for one in client.get(reverse("concerns"), asked).context["page"].object_list]

    assert found() == [late.pk, red.pk, green.pk]
    assert found(level="red") == [red.pk]
    assert found(source="words") == found(state="late") == [late.pk]
    assert found(state="closed") == [closed.pk]
    assert found(level="purple") == [late.pk, red.pk, green.pk]


def test_menu_says_how_many_reds_wait(client: Client, lead: User) -> None:
    client.force_login(lead)
    assert "Concerns: " not in client.get(reverse("concerns")).content.decode()
    ConcernFactory(level=Level.RED), ConcernFactory(level=Level.RED, taken=True)
    assert "Concerns: 1 red" in client.get(reverse("wagtailadmin_home")).content.decode()


def test_leads_edit_lists_and_addresses_and_nobody_adds_a_list(client: Client, lead: User) -> None:
    """S21: lists per language that staff edit."""
    client.force_login(lead)
    lists = client.get("/admin/snippets/safeguarding/harmlist/")
    assert lists.status_code == 200 and "Polish" in lists.content.decode()
    from safeguarding import harm
    from safeguarding.models import HarmList

    english = HarmList.objects.get(language="en")
    edit = f"/admin/snippets/safeguarding/harmlist/edit/{english.pk}/"
    assert client.get(edit).status_code == 200
    client.post(edit, {"red": "grumbl*", "amber": ""})
    assert [match.words for match in harm.found_in("it was grumbling")] == ["grumbling"]
    assert client.get("/admin/snippets/safeguarding/harmlist/add/").status_code in (302, 403, 404)
    settings = reverse("wagtailsettings:edit", args=["safeguarding", "safeguardingsettings"])
    assert client.get(settings, follow=True).status_code == 200
    client.force_login(UserFactory(moderator=True))
    assert client.post(edit, {"red": "x", "amber": ""}).status_code in (302, 403)
    english.refresh_from_db()
    assert english.red == "grumbl*"
