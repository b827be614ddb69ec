"""One letter to all hosts of a season: looked at, sent once to exactly those, and stopped by one press."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from consent import withdrawal
from outbox import tasks as outbox_tasks
from outbox.models import Message
from safeguarding.models import AuditEntry
from takeover import ending
from takeover.circulars import actions, emails, queries, spreading, sweeper
from takeover.circulars.models import Audience, Circular, Stopped, Text
from takeover.models import Host, Registration, Season
from tests.factories.accounts import UserFactory
from tests.factories.challenges import ChallengeFactory, FitHostFactory
from tests.factories.takeover import SeasonFactory, guest, registration, waiting_host

pytestmark = pytest.mark.django_db
CAMDEN = "E09000007"


@pytest.fixture
def season() -> Season:
    return SeasonFactory()


@pytest.fixture
def editor() -> User:
    return UserFactory(editor=True, is_staff=True)


def circular(season: Season, *, languages: tuple[str, ...] = ("en",), **fields: Any) -> Circular:
    made = Circular.objects.create(season=season, **fields)
    for language in languages:
        Text.objects.create(
            circular=made, language=language, subject=f"News {language}", words=f"Words {language}"
        )
    return made


def host(season: Season, **fields: Any) -> Registration:
    """What a host that children may meet sent."""
    return Registration.objects.get(host=FitHostFactory(season=season, **fields))


def letters() -> Any:
    return Message.objects.filter(template="host_circular", key__startswith="circular:")


def sent(made: Circular, user: User, callbacks: Any) -> None:
    """Send it, and let its task run."""
    with callbacks(execute=True):
        actions.send(circular=made, number=queries.recipients(made).count(), user=user)
    spreading.spread(Circular.objects.get(pk=made.pk))


# --- To whom ----------------------------------------------------------------------------------------


def test_each_audience_is_who_it_says(season: Season) -> None:
    shown, quiet = host(season), host(season)
    ChallengeFactory(published=True, host=shown.host)
    waiting = waiting_host(season=season).registration
    unsent = registration(season=season)
    refused = host(season)
    Host.objects.filter(pk=refused.host_id).update(
        refused_at=timezone.now(), approved_at=None, approved_digest="", live=False
    )
    host(SeasonFactory())  # of another season
    by = {
        each: set(queries.recipients(circular(season, audience=each)).values_list("pk", flat=True))
        for each in Audience
    }
    assert by == {
        Audience.APPROVED: {shown.pk, quiet.pk},
        Audience.NOTHING_PUBLIC: {quiet.pk},
        Audience.BEING_CHECKED: {waiting.pk},
        Audience.UNSENT: {unsent.pk},
    }


def test_it_is_narrowed_by_kind_and_region(season: Season) -> None:
    camden = host(season, authority_id=CAMDEN, kind="police")
    host(season, authority_id="E08000035", kind="police")
    host(season, authority_id=CAMDEN, kind="museum")
    made = circular(season, kind="police", region_id="E12000007")
    assert list(queries.recipients(made)) == [camden]


# --- Sending ----------------------------------------------------------------------------------------


def test_each_gets_it_once_in_their_language(
    season: Season, editor: User, django_capture_on_commit_callbacks: Any
) -> None:
    polish, arabic = host(season), host(season)
    Registration.objects.filter(pk=polish.pk).update(language="pl")
    Registration.objects.filter(pk=arabic.pk).update(language="ar")
    made = circular(season, languages=("en", "pl"))
    sent(made, editor, django_capture_on_commit_callbacks)
    made.refresh_from_db()
    assert made.to_number == 2 and made.spread_at is not None
    assert spreading.spread(made) == 0
    assert letters().count() == 2
    outbox_tasks.deliver_due.call()
    said = {one.to[0]: (one.subject, one.body) for one in mail.outbox}
    assert said[polish.owner.email][0] == "News pl" and said[polish.owner.email][1].startswith("Words pl")
    assert said[arabic.owner.email][0] == "News en"  # no Arabic was written
    assert AuditEntry.objects.get(act="circular.sent").facts == {"to": 2}


def test_a_second_press_sends_nothing(season: Season, editor: User) -> None:
    host(season)
    made = circular(season)
    actions.send(circular=made, number=1, user=editor)
    with pytest.raises(actions.NotSendable) as why:
        actions.send(circular=made, number=1, user=editor)
    assert why.value.number is None
    assert AuditEntry.objects.filter(act="circular.sent").count() == 1


def test_it_is_not_sent_to_more_than_somebody_has_read(season: Season, editor: User) -> None:
    host(season)
    made = circular(season)
    host(season)  # approved while the page was open
    with pytest.raises(actions.NotSendable) as why:
        actions.send(circular=made, number=1, user=editor)
    assert why.value.number == 2
    made.refresh_from_db()
    assert made.sent_at is None and not letters().exists()


def test_a_task_that_died_halfway_is_finished_and_nobody_is_written_to_twice(
    season: Season, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        host(season)
    made = circular(season)
    actions.send(circular=made, number=3, user=editor)
    whole, calls = emails.to_host, []

    def dies(*args: Any) -> Message:
        calls.append(args)
        if len(calls) == 3:
            raise MemoryError
        return whole(*args)

    monkeypatch.setattr(spreading, "AT_ONCE", 1)
    monkeypatch.setattr(emails, "to_host", dies)
    with pytest.raises(MemoryError):
        spreading.spread(Circular.objects.get(pk=made.pk))
    assert letters().count() == 2
    monkeypatch.setattr(emails, "to_host", whole)
    Circular.objects.filter(pk=made.pk).update(sent_at=timezone.now() - 2 * sweeper._TASK_HAD)
    assert sweeper.sweep() == {"circulars_finished": 1}
    assert letters().count() == 3
    assert sweeper.sweep() == {"circulars_finished": 0}


# --- Stopping ---------------------------------------------------------------------------------------


def test_a_mail_program_stops_them_by_one_press(
    season: Season, editor: User, django_capture_on_commit_callbacks: Any
) -> None:
    """RFC 8058: the header's address, POST, no page before it, no token of ours."""
    mine = host(season)
    sent(circular(season), editor, django_capture_on_commit_callbacks)
    outbox_tasks.deliver_due.call()
    letter = mail.outbox[-1]
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    address = re.sub(r"^<https?://[^/]+|>$", "", letter.extra_headers["List-Unsubscribe"])
    assert address in letter.body
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Stopped.objects.get().registration == mine
    assert not queries.recipients(circular(season)).exists()
    assert AuditEntry.objects.get(act="circular.stopped").actor == "link"


def test_opening_the_link_stops_nothing(client: Client, season: Season) -> None:
    """Mail scanners open every link."""
    address = emails.stop_link(host(season)).partition("8000")[2] or "/"
    response = client.get(address[address.index("/takeovers") :])
    assert response.status_code == 200 and response["Cache-Control"] == "private, no-store"
    assert not Stopped.objects.exists()


def test_other_letters_still_come(season: Season, client: Client) -> None:
    from takeover import emails as host_letters

    mine = host(season)
    actions.stop(registration=mine, by="link")
    assert mine.host is not None
    assert host_letters.suspended(mine.host) is not None


def test_a_host_stops_and_starts_them_signed_in(client: Client, season: Season) -> None:
    mine = host(season, owner=guest("keeper@museum.example"))
    client.force_login(mine.owner)
    assert reverse("circulars:mine") in client.get(reverse("takeover:host")).content.decode()
    client.post(reverse("circulars:mine"), {"act": "stop"})
    assert Stopped.objects.filter(registration=mine).exists()
    client.post(reverse("circulars:mine"), {"act": "start"})
    assert not Stopped.objects.exists()


@pytest.mark.parametrize("token", ["1", "1:abc", "not-a-token"])
def test_a_made_up_link_stops_nobody(client: Client, season: Season, token: str) -> None:
    host(season)
    response = client.post(reverse("circulars:stop", args=[token]))
    assert response.status_code == 404 and not Stopped.objects.exists()


def test_a_host_that_leaves_takes_its_letters_along(season: Season, editor: User) -> None:
    mine, unsent = host(season), registration(season=season)
    actions.stop(registration=mine, by="link")
    for made in (circular(season), circular(season, audience=Audience.UNSENT)):
        actions.send(circular=made, number=queries.recipients(made).count() or 1, user=editor) if (
            queries.recipients(made).exists()
        ) else None
        spreading.spread(Circular.objects.get(pk=made.pk))
    assert letters().get().to == unsent.owner.email
    for each in (mine, unsent):
        withdrawal.withdraw(subject=each, by="system", route=ending.LEFT)
    assert not Stopped.objects.exists()
    assert letters().get().state == Message.State.CANCELLED and letters().get().to == ""


# --- At the desk ------------------------------------------------------------------------------------


def form(season: Season, **texts: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "season": season.pk,
        "audience": "approved",
        "kind": "",
        "region": "",
        "texts-TOTAL_FORMS": len(texts),
        "texts-INITIAL_FORMS": 0,
        "texts-MIN_NUM_FORMS": 0,
        "texts-MAX_NUM_FORMS": 3,
    }
    for number, (language, words) in enumerate(texts.items()):
        found |= {
            f"texts-{number}-language": language,
            f"texts-{number}-subject": f"About {words}",
            f"texts-{number}-words": words,
            f"texts-{number}-id": "",
        }
    return found


def test_an_editor_writes_looks_tries_and_sends(client: Client, season: Season, editor: User) -> None:
    host(season)
    client.force_login(editor)
    response = client.post(reverse("circulars_staff:add"), form(season, en="buses", pl="autobusy"))
    made = Circular.objects.get()
    assert response.status_code == 302
    look = reverse("circulars_staff:inspect", args=[made.pk])
    html = client.get(look).content.decode()
    assert "For 1 organisation" in html and "About autobusy" in html
    client.post(reverse("circulars_staff:try", args=[made.pk]))
    assert set(Message.objects.values_list("to", "language")) == {(editor.email, "en"), (editor.email, "pl")}
    assert (
        "Nothing was sent"
        in client.post(
            reverse("circulars_staff:send", args=[made.pk]), {"number": "2"}, follow=True
        ).content.decode()
    )
    client.post(reverse("circulars_staff:send", args=[made.pk]), {"number": "1"})
    made.refresh_from_db()
    assert made.sent_by == editor and made.to_number == 1


def test_english_is_needed_and_unsent_takes_no_kind(client: Client, season: Season, editor: User) -> None:
    client.force_login(editor)
    address = reverse("circulars_staff:add")
    html = client.post(address, form(season, pl="autobusy")).content.decode()
    assert "Write it in English" in html and "autobusy" in html
    wrong = form(season, en="buses") | {"audience": "unsent", "kind": "police"}
    assert "choose all" in client.post(address, wrong).content.decode()
    assert not Circular.objects.exists()


def test_what_was_sent_stays_as_it_was(client: Client, season: Season, editor: User) -> None:
    host(season)
    made = circular(season)
    actions.send(circular=made, number=1, user=editor)
    client.force_login(editor)
    for name in ("edit", "delete"):
        assert client.get(reverse(f"circulars_staff:{name}", args=[made.pk])).status_code == 302
        client.post(reverse(f"circulars_staff:{name}", args=[made.pk]), form(season, en="other"))
    assert Text.objects.get(circular=made).words == "Words en"


@pytest.mark.parametrize("group", ["moderator", "board", "translator"])
def test_others_send_nothing(client: Client, season: Season, group: str) -> None:
    host(season)
    made = circular(season)
    client.force_login(UserFactory(**{group: True}, is_staff=True))
    client.post(reverse("circulars_staff:send", args=[made.pk]), {"number": "1"})
    client.post(reverse("circulars_staff:try", args=[made.pk]))
    client.post(reverse("circulars_staff:add"), form(season, en="buses"))
    made.refresh_from_db()
    assert made.sent_at is None and Circular.objects.count() == 1 and not Message.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_queries_for_any_number(
    client: Client, season: Season, editor: User, django_assert_num_queries: Any, count: int
) -> None:
    for _ in range(count):
        circular(season)
    client.force_login(editor)
    client.get(reverse("circulars_staff:index"))
    with django_assert_num_queries(16):
        client.get(reverse("circulars_staff:index"))
