"""A council's worker comes in by a code, is looked at once by one of ours (S26), and can go (S8)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from cicc_meetups import actions, sweeper
from cicc_meetups.models import Council, Worker
from consent import withdrawal
from consent.models import Tombstone
from geography.models import LocalAuthority
from moderation.checked import CheckState, Seen
from outbox.models import Message
from safeguarding.models import AuditEntry
from tests.factories import between_meetups as make
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db
MINE = "/meetups/mine/"
EMAIL = "robin@council.example"
YOU = {"name": "Robin Reed", "role": "Participation worker", "phone": "01632 960 001"}
ENDS = timedelta(days=200)


def text(page: Any) -> str:
    return str(page.content.decode())


def sign_in(client: Client) -> Any:
    """Come in through the workers' door, and type the code of the letter."""
    assert client.post(f"{MINE}sign-in/", {"email": EMAIL}).status_code == 302
    code = Message.objects.filter(template="worker_code").latest("id").context["code"]
    return client.post(f"{MINE}sign-in/code/", {"code": code})


def register(client: Client, **council: str) -> Any:
    """Answer every page, and press the button."""
    assert client.post(f"{MINE}register/where/", {"words": "Leeds"}).status_code == 302
    page = client.post(f"{MINE}register/council/", council)
    assert page.status_code == 302, text(page)
    assert client.post(f"{MINE}register/you/", YOU).headers["Location"] == f"{MINE}register/check/"
    assert "Leeds" in text(client.get(f"{MINE}register/check/"))
    return client.post(f"{MINE}register/check/")


def look(worker: Worker, verdict: Seen = Seen.CHECKED, **said: Any) -> None:
    ends = timezone.localdate() + ENDS if verdict == Seen.CHECKED else None
    user = UserFactory(moderator=True)
    actions.look(worker=worker, verdict=verdict, words="Called the office.", user=user, ends_date=ends)


def test_the_whole_way(client: Client) -> None:
    """A code, a council nobody knows yet, a check, and the door to what is for checked workers."""
    assert client.get(MINE).headers["Location"].startswith(f"{MINE}sign-in/?next=")
    assert sign_in(client).headers["Location"] == MINE
    assert client.get(MINE).headers["Location"] == f"{MINE}register/where/"
    assert register(client, council_name="Kite Council").headers["Location"] == MINE
    page = client.get(MINE)
    assert "Kite Council" in text(page) and page.headers["Cache-Control"] == "private, no-store"
    worker = Worker.objects.get()
    assert worker.state(timezone.localdate()) == CheckState.WAITING
    assert client.get("/meetups/practice/").status_code == 403
    look(worker)
    assert client.get("/meetups/practice/").status_code == 200
    assert "/meetups/practice/" in text(client.get(MINE))
    letter = Message.objects.get(template="worker_news")
    assert letter.to == EMAIL and letter.context["link"].endswith(MINE)


def test_each_door_writes_its_own_letter_and_leads_to_its_own_pages(client: Client) -> None:
    sign_in(client)
    assert set(Message.objects.values_list("template", flat=True)) == {"worker_code"}


def test_what_was_typed_while_signed_out_is_there_after_signing_in(client: Client) -> None:
    address = f"{MINE}register/where/"
    client.post(address, {"words": "Newcastle"})
    assert sign_in(client).headers["Location"] == address
    assert "Newcastle" in text(client.get(address))


def test_a_council_nobody_checked_is_shown_to_no_other(client: Client) -> None:
    leeds = LocalAuthority.objects.get(name="Leeds")
    known = Council.objects.create(authority=leeds, name="Paper Boats")
    Council.objects.create(authority=leeds, name="Somebody's words")
    make.worker(council=known)
    sign_in(client)
    client.post(f"{MINE}register/where/", {"words": "Leeds"})
    page = text(client.get(f"{MINE}register/council/"))
    assert "Paper Boats" in page and "Somebody" not in page
    register(client, council=str(known.pk))
    mine = Worker.objects.get(user__email=EMAIL)
    assert text(client.get(f"{MINE}register/council/")).count("Paper Boats") == 1  # not in the other field
    assert mine.council == known and not mine.is_checked(timezone.localdate())


def test_the_same_name_is_the_same_council() -> None:
    said = {"authority": "E08000035", "council": None, "facts": YOU, "language": "en"}
    one, other = (User.objects.whoever_has(f"{who}@council.example") for who in ("a", "b"))
    first = actions.register(user=one, council_name="Kites", **said)
    assert actions.register(user=other, council_name="KITES", **said).council == first.council


def test_a_council_of_another_authority_is_not_taken() -> None:
    elsewhere = make.worker().council
    authority = LocalAuthority.objects.exclude(pk=elsewhere.authority_id).first()
    with pytest.raises(actions.NoSuchCouncil):
        actions.register(
            user=User.objects.whoever_has(EMAIL),
            authority=authority.pk,
            council=elsewhere.pk,
            council_name="",
            facts=YOU,
            language="en",
        )


@pytest.mark.parametrize(
    ("changed", "again"), [({"phone": "01632 960 999"}, False), ({"name": "Sam Hill"}, True)]
)
def test_another_name_is_looked_at_again_another_number_is_not(changed: dict[str, str], again: bool) -> None:
    worker = make.worker()
    council = worker.council
    after = actions.register(
        user=worker.user,
        authority=council.authority_id,
        council=council.pk,
        council_name="",
        facts=YOU | changed,
        language="en",
    )
    assert after.is_checked(timezone.localdate()) is not again


def test_a_question_is_answered_on_the_page(client: Client) -> None:
    worker = make.worker(checked=False)
    client.force_login(worker.user)
    look(worker, Seen.ASKED)
    asked = worker.looks.get()
    assert "Called the office." in text(client.get(MINE))
    assert client.post(f"{MINE}questions/{asked.pk}/", {"answer": ""}).status_code == 422
    client.post(f"{MINE}questions/{asked.pk}/", {"answer": "Ring the town hall."})
    assert worker.looks.get().answer == "Ring the town hall."
    assert Worker.objects.to_check(timezone.localdate()).get() == worker
    other = make.worker(checked=False)
    client.force_login(other.user)
    assert client.post(f"{MINE}questions/{asked.pk}/", {"answer": "x"}).status_code == 404


def test_leaving_deletes_everything_and_stays_so_after_a_restore(client: Client) -> None:
    """S8, F14: a tombstone ends the worker again; a council nobody stands beside has left."""
    worker = make.worker()
    client.force_login(worker.user)
    assert "Delete everything" in text(client.get(f"{MINE}leave/"))
    client.post(f"{MINE}leave/")
    assert not Worker.objects.exists() and not User.objects.filter(pk=worker.user_id).exists()
    assert Council.objects.get().left_at is not None
    assert Tombstone.objects.count() == 1
    assert not withdrawal.withdraw(subject=worker, by="system", route="left")


def test_a_council_stays_while_somebody_else_is_beside_it() -> None:
    worker = make.worker()
    make.worker(council=worker.council)
    withdrawal.withdraw(subject=worker, by="system", route="left")
    assert Council.objects.get().left_at is None


def test_the_desk_lists_councils_shows_a_worker_and_puts_looks_on_record(client: Client) -> None:
    worker = make.worker(checked=False)
    staff = UserFactory(moderator=True, is_staff=True)
    client.force_login(staff)
    assert worker.name not in text(client.get("/admin/council-workers/"))
    assert worker.name in text(client.get(f"/admin/council-workers/{worker.pk}/"))
    assert AuditEntry.objects.filter(act="worker.opened").count() == 1
    address = f"/admin/council-workers/{worker.pk}/look/checked/"
    assert client.post(address, {"checked-words": "", "checked-ends_date": ""}).status_code == 422
    ends = (timezone.localdate() + ENDS).isoformat()
    client.post(address, {"checked-words": "Called.", "checked-ends_date": ends})
    worker.refresh_from_db()
    assert worker.is_checked(timezone.localdate())
    page = text(client.get(f"/admin/council-workers/{worker.pk}/"))
    assert f"by {staff.email} on" in page


def test_others_of_the_staff_do_not_learn_that_the_desk_is_there(client: Client) -> None:
    client.force_login(UserFactory(editor=True, is_staff=True))
    assert client.get("/admin/council-workers/").status_code == 404
    assert client.get(f"/admin/council-workers/{make.worker().pk}/").status_code == 404


def test_the_desk_finds_by_council_authority_and_state(client: Client) -> None:
    """Never by a person's name: that is sealed, and each look at it is on record."""
    new, checked, ended = make.worker(checked=False), make.worker(), make.worker()
    Worker.objects.filter(pk=ended.pk).update(checked_until=timezone.localdate() - timedelta(days=1))
    client.force_login(UserFactory(moderator=True, is_staff=True))

    def found(query: str) -> set[int]:
        page = text(client.get(f"/admin/council-workers/?{query}"))
        return {one.pk for one in (new, checked, ended) if f'/admin/council-workers/{one.pk}/"' in page}

    everybody = {new.pk, checked.pk, ended.pk}
    assert found("") == found("queue=to-check") == {new.pk, ended.pk}
    assert found("queue=new") == {new.pk} and found("queue=ended") == {ended.pk}
    assert found("queue=checked") == {checked.pk} and found("queue=all") == everybody
    assert found(f"queue=all&q={checked.council.name.replace(' ', '+')}") == {checked.pk}
    assert new.pk in found(f"queue=all&q={new.council.authority.name.split()[0].lower()}")
    assert found("queue=all&q=Robin") == set()
    assert client.get("/admin/council-workers/?queue=lost").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_desk_asks_as_much_for_many_as_for_one(
    client: Client, rows: int, django_assert_num_queries: Any
) -> None:
    """Seventeen with the frame of the admin: six are ours, four queues counted, the pages, the rows."""
    for _ in range(rows):
        make.worker(checked=False)
    client.force_login(UserFactory(moderator=True, is_staff=True))
    client.get("/admin/council-workers/")
    with django_assert_num_queries(17):
        assert text(client.get("/admin/council-workers/")).count("Paper Boat Council") == rows


def test_a_check_that_ended_is_told_once() -> None:
    worker = make.worker()
    Worker.objects.filter(pk=worker.pk).update(checked_until=timezone.localdate() - timedelta(days=1))
    assert sweeper.sweep() == {"workers_told": 1}
    assert sweeper.sweep() == {"workers_told": 0}
