"""Last night's backup is put back: whatever was taken back since then stays taken back (F14, C)."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

import storage
from cicc_meetups.models import Worker
from config.demo import base, staff
from config.proof.needles import Needles
from config.proof.places import search
from consent import tombstones, withdrawal
from consent.models import Tombstone
from our_childhood import actions, ending, tasks
from our_childhood.enums import WithdrawalRoute
from our_childhood.models import Film
from people import codes
from pledge import actions as pledge
from pledge.enums import Gone
from safeguarding import queries as safeguarding
from tests.backups import Backup
from tests.factories import between_meetups as make_meetup
from tests.factories import challenges as make_challenge
from tests.factories import pledge as make_pledge
from tests.factories import sign_ups as make_sign_up
from tests.factories import takeover as make_host
from tests.factories.cases import CaseFactory
from tests.factories.our_childhood import FilmFactory
from tests.journeys.crawler import Crawler
from tests.journeys.planted import Planted, Planter
from tests.stores import use_own

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
HOST = "127.0.0.1"


@pytest.fixture(autouse=True)
def own_storage(settings, tmp_path: Path) -> None:
    use_own(settings, tmp_path)
    # Work and letters of other tests are not searched: a minute each time, at the end of a whole run.
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "work"
    settings.FILE_UPLOAD_TEMP_DIR.mkdir()


@pytest.fixture
def backups(tmp_path: Path) -> Iterator[object]:
    """`backups()` takes one now."""
    taken: list[Backup] = []

    def take() -> Backup:
        folder = tmp_path / f"backup-{len(taken)}"
        folder.mkdir()
        taken.append(Backup(folder))
        return taken[-1]

    yield take
    for one in taken:
        one.close()


def take_back(film: Film) -> None:
    assert withdrawal.withdraw(subject=film, by="child", route=WithdrawalRoute.CODE)
    tasks.erase.call(film.pk)


def seen_by_a_stranger(planted: Planted, *, everywhere: bool = False) -> list[str]:
    """Where a stranger meets the film, at all its addresses and lists; `everywhere`, by every link too."""
    crawler = Crawler(host=HOST)
    starts = ["/", "/films/", "/films/feed/", "/sitemap-films.xml", "/search/?q=paper", *planted.addresses]
    if everywhere:
        crawler.follow(starts)
    else:
        for address in starts:
            crawler.ask(address)
    return crawler.found(planted.markers)


def test_backup_withdraw_restore_replay_crawl(backups, settings) -> None:
    """F14: backup, withdraw, restore database and files: closed until replayed, and then nothing is left."""
    # Given a public film in last night's backup, taken back today
    base.seed()
    planter = Planter(staff.person("moderator1"), staff.person("moderator2"), "my-street")
    gone, stays = planter.plant("gone", until=planter.public), planter.plant("stays", until=planter.public)
    assert seen_by_a_stranger(gone)
    backup = backups()
    take_back(gone.film)
    assert not seen_by_a_stranger(gone)
    # When last night is put back, database and files
    backup.restore_database()
    backup.restore_storage()
    assert Film.objects.public().filter(pk=gone.film.pk).exists(), "the backup must hold what was taken back"
    assert seen_by_a_stranger(gone), "without a replay it would be seen"
    # Then the web shows nothing but a calm page, and help,
    settings.LEDGER_WATCHED_SECONDS = 30
    closed = Client()
    for address in ("/", "/films/", *sorted(gone.addresses)):
        assert closed.get(address).status_code == 503, address
    assert closed.get("/pl/films/")["Retry-After"]
    assert closed.get("/help/").status_code == 200
    ready = closed.get("/readyz")
    assert ready.status_code == 503
    assert "1 newer than the database" in ready.content.decode()
    # until it is replayed,
    call_command("replay_withdrawals")
    assert seen_by_a_stranger(gone, everywhere=True) == []
    assert seen_by_a_stranger(stays)
    ready = Client().get("/readyz").content.decode()
    assert "withdrawals: ok" in ready
    # its files are gone from both storages, the grown-up's address from the database,
    assert not [entry.key for entry in storage.walk(storage.public(), "films") if _holds(gone, entry.key)]
    tasks.erase.call(gone.film.pk)
    film = Film.objects.get(pk=gone.film.pk)
    assert (film.title, film.withdrawn_by) == ("", WithdrawalRoute.CODE)
    assert film.erased_at is not None
    # and a second replay has nothing to do
    assert withdrawal.replay(by="system", everything=True).withdrawn == 0


def _holds(planted: Planted, key: str) -> bool:
    body = b"".join(storage.public().pieces(key))
    return any(marker in body for marker in planted.markers.values())


def test_the_sweep_replays_by_itself(backups) -> None:
    """F14: whoever forgets the command: the worker's next sweep takes it back, before any other sweeper."""
    film = FilmFactory(public=True)
    backup = backups()
    take_back(film)
    backup.restore_database()
    assert Film.objects.public().exists()
    from config import sweeping

    found, failed = sweeping.sweep_all()
    assert failed == []
    assert next(iter(found)) == "consent.sweeper"
    assert found["consent.sweeper"]["withdrawals_replayed"] == 1
    assert found["our_childhood.sweeper"]["film_releases"] == 0
    assert not Film.objects.public().exists()


def test_files_come_back_alone(backups) -> None:
    """F14: only storage was restored; the database knows better, and the command deletes the files again."""
    film = FilmFactory(public=True)
    backup = backups()
    take_back(film)
    backup.restore_storage()
    assert list(storage.walk(storage.public(), "films"))
    call_command("replay_withdrawals")
    assert [entry.key for entry in storage.walk(storage.public(), "")] == []
    left = [entry.key for entry in storage.walk(storage.private(), "")]
    assert left == [tombstones.name_of(Tombstone.objects.get())]


def test_the_next_child_with_the_same_number_keeps_its_film(backups) -> None:
    """A restored database gives numbers out again; a tombstone means one film, not its number."""
    backup = backups()
    mine = FilmFactory(public=True)
    take_back(mine)
    backup.restore_database()
    other = FilmFactory(public=True)
    assert other.pk == mine.pk, "the number must really have come again"
    assert withdrawal.replay(by="system", everything=True).withdrawn == 0
    assert Film.objects.public().get() == other


def test_a_frozen_film_stays_frozen(backups) -> None:
    """S17: the hold is newer than the backup; a replay must not delete what the ledger says was kept."""
    from safeguarding import actions as safeguarding_actions

    film = FilmFactory(public=True)
    backup = backups()
    safeguarding_actions.hold(subject=film, reason="concern", by="system")
    take_back(film)
    backup.restore_database()
    assert not safeguarding.is_held(film)
    call_command("replay_withdrawals")
    assert not Film.objects.public().exists()
    film = Film.objects.get()
    assert safeguarding.open_holds(film).get().reason == ending.KEPT_BEFORE
    assert not tasks.erase.call(film.pk)
    assert list(storage.walk(storage.private(), "video/"))
    assert list(storage.walk(storage.public(), "films")) == []


KILLED_BEFORE_THE_COMMIT = """
import os, django
django.setup()
from consent import tombstones, withdrawal
from our_childhood.models import Film
written = tombstones._write
def write_and_die(stone):
    assert written(stone)
    os.kill(os.getpid(), 9)
tombstones._write = write_and_die
withdrawal.withdraw(subject=Film.objects.get(), by="child", route="code")
"""


def test_killed_between_the_ledger_and_the_commit(process_env, data_folder, settings) -> None:
    """C: kill -9 after the tombstone and before the commit: the next sweep finishes what was asked for."""
    # This process and the killed one share the storage of DATA_DIR.
    settings.STORAGES = {
        **settings.STORAGES,
        **{
            alias: {
                **settings.STORAGES[alias],
                "OPTIONS": {**settings.STORAGES[alias]["OPTIONS"], "location": data_folder / alias},
            }
            for alias in ("private", "public")
        },
    }
    film = FilmFactory(public=True)
    call_command("replay_withdrawals", only_new=True)
    killed = subprocess.run([sys.executable, "-c", KILLED_BEFORE_THE_COMMIT], env=process_env, check=False)
    assert killed.returncode == -9
    assert Film.objects.public().get() == film, "the transaction was rolled back"
    assert len(tombstones.unknown()) == 1
    assert withdrawal.replay(by="system").withdrawn == 1
    assert not Film.objects.public().exists()
    assert tombstones.unknown() == []


def test_taking_back_the_film_of_an_action_goes_the_same_way() -> None:
    """One verb: our_childhood.actions.withdraw is the same door, and leaves the same tombstone."""
    film = FilmFactory(public=True)
    assert actions.withdraw(film=film, by="guardian", route=WithdrawalRoute.GUARDIAN)
    stone = Tombstone.objects.get()
    assert (stone.label, stone.key, stone.route) == ("our_childhood.film", str(film.pk), "guardian")
    assert tombstones.everything() == [tombstones.name_of(stone)]


def test_hosts_and_groups_that_left_stay_away(backups) -> None:
    """F14, S8: who left since the backup is named nowhere after it was put back and replayed."""
    # Given an organisation, one that has not sent yet, and a group in last night's backup
    name, unsent_name, group_name = "Zqleftmuseumzq", "Zqneversentzq", "Zqleftgroupzq"
    host = make_host.approved_host(name=name, contact_name="Zqcontactzq")
    make_host.paper(host.registration, content=b"%PDF-1.7 Zqpaperzq ")
    make_challenge.approved(host, address="Zqaddresszq", directions="Zqdirectionszq", bring="Zqbringzq")
    make_challenge.sent(host, title="Zqsenttitlezq")
    unsent = make_host.registration(name=unsent_name)
    sign_up = make_sign_up.SignUpFactory(
        group=make_sign_up.GroupFactory(checked=True, name=group_name), confirmed=True
    )
    words = ["Zqaddresszq", "Zqdirectionszq", "Zqbringzq", "Zqsenttitlezq", "Zqpaperzq"]
    words += [name, "Zqcontactzq", unsent_name, group_name, sign_up.group.lead.email, unsent.owner.email]
    backup = backups()
    # When all three leave today, by the buttons they have,
    for user, address in (
        (host.registration.owner, "/takeovers/host/leave/"),
        (unsent.owner, "/takeovers/host/leave/"),
        (sign_up.group.lead, "/takeovers/groups/leave/"),
    ):
        client = Client()
        client.force_login(user)
        assert client.post(address).status_code == 200
    assert _finds(words) == []
    # and last night is put back,
    backup.restore_database()
    assert _finds(words), "the backup must hold whoever left"
    # Then a replay takes all of them away again, and a second one has nothing to do
    assert withdrawal.replay(by="system").withdrawn == 3
    assert _finds(words) == []
    assert withdrawal.replay(by="system", everything=True).withdrawn == 0
    # When storage alone is put back, no row knows its files, but the ledger does
    backup.restore_storage()
    assert _finds(words), "the backup must hold the paper"
    withdrawal.replay(by="system", everything=True)
    assert _finds(words) == []


def test_workers_signers_and_children_who_asked_for_help_stay_away(backups) -> None:
    """F14, S8: whoever left, withdrew or took back since the backup is nowhere after it was replayed."""
    # Given a council's worker, a signature, and two calls for help in last night's backup: one has to stay
    worker = make_meetup.worker()
    Worker.objects.filter(pk=worker.pk).update(name="Zqworkerzq", phone="01632 960 456")
    make_meetup.shown_question(make_meetup.meetup(), worker)
    make_pledge.version()
    signature = make_pledge.signed("zqsignerzq@work.example", name="Zqsignerzq", wants_name=True)
    make_pledge.named(signature)
    calm = CaseFactory(words="Zqheronzq", name="Zqkitzq", way="phone", reach="07700900456")
    red = CaseFactory(words="Zqdangerzq", safe="no")
    calm_code, red_code = codes.issue(calm), codes.issue(red)
    link = make_pledge.token(signature)
    words = ["Zqworkerzq", "01632 960 456", worker.user.email, "Zqsignerzq", "zqsignerzq@work.example"]
    words += ["Zqheronzq", "Zqkitzq", "07700900456"]
    backup = backups()
    # When all of them end today, by the buttons they have,
    client = Client()
    client.force_login(worker.user)
    assert client.post("/meetups/mine/leave/").status_code == 200
    assert pledge.take_back(signature=signature, by="signer", route=Gone.LINK)
    for code in (calm_code, red_code):
        child = Client()
        child.post("/help/answer/", {"code": code})
        assert child.post("/help/answer/take-back/").status_code == 302
    assert _finds(words) == []
    assert _finds(["Zqdangerzq"]), "what a concern is about is kept"
    # and last night is put back,
    backup.restore_database()
    assert len({find.partition(" in ")[0] for find in _finds(words)}) == len(words), (
        "the backup must hold them"
    )
    # Then a replay takes all of them away again, the codes open nothing, and a second one has nothing to do:
    # four, the signature's name on the wall, and what the council asked, which left with it.
    assert withdrawal.replay(by="system").withdrawn == 4 + 1 + 1
    assert _finds(words) == []
    assert _finds(["Zqdangerzq"])
    for code in (calm_code, red_code):
        assert Client().post("/help/answer/", {"code": code}).status_code == 422
    assert Client().get(f"/pledge/mine/{link}/").status_code in (404, 410)
    assert withdrawal.replay(by="system", everything=True).withdrawn == 0


def _finds(words: list[str]) -> list[str]:
    return [f"{words[number - 1]} in {place}" for place, number in search(Needles(words)).hits]
