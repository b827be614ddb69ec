"""The ledger of withdrawals: written before the commit, owed when storage is away, kept as it is (F14, C)."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

import storage
from config.closed import Watch
from consent import sweeper, tombstones, withdrawal
from consent.models import Tombstone
from our_childhood import story, tasks
from our_childhood.enums import WithdrawalRoute
from our_childhood.models import Film
from storage.disk import Disk
from tests.factories.moderation import fresh
from tests.factories.our_childhood import FilmFactory, public_files
from tests.stores import use_own

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_storage(settings, tmp_path: Path) -> None:
    use_own(settings, tmp_path)


def take_back(film: Film) -> Tombstone:
    assert withdrawal.withdraw(subject=film, by="child", route=WithdrawalRoute.CODE)
    return Tombstone.objects.latest("pk")


def file_of(stone: Tombstone) -> Path:
    store = storage.private()
    assert isinstance(store, Disk)
    return Path(store.path(tombstones.name_of(stone)))


def test_each_points_to_the_one_before() -> None:
    first, second, third = (take_back(FilmFactory()) for _ in range(3))
    assert [stone.previous for stone in (first, second, third)] == [
        tombstones.GENESIS,
        first.hash,
        second.hash,
    ]
    assert tombstones.everything() == [tombstones.name_of(stone) for stone in (first, second, third)]
    assert tombstones.verify(tombstones.everything()) == []


def test_what_is_written_names_nobody() -> None:
    """S8: which row, when, how, where its files lay; no word and no address."""
    film = FilmFactory(public=True, title="Zesty Yodelling Quokka", description="a lighthouse")
    said = json.loads(file_of(take_back(film)).read_text())
    assert set(said) == {*tombstones._FIELDS, "hash"}
    assert "Quokka" not in str(said)
    assert "lighthouse" not in str(said)


def test_storage_away_stops_no_withdrawal(monkeypatch) -> None:
    """C: a child does not wait for our disks; the ledger is owed it, and the sweep writes it."""
    film = FilmFactory(public=True)

    def away(*args, **kwargs):
        raise storage.Unavailable("storage is away")

    with monkeypatch.context() as patch:
        patch.setattr(tombstones.storage, "put", away)
        stone = take_back(film)
        assert not Film.objects.public().exists()
        assert stone.written_at is None
        assert sweeper.sweep()["tombstones_written"] == 0
    assert tombstones.everything() == []
    assert sweeper.sweep()["tombstones_written"] == 1
    stone.refresh_from_db()
    assert stone.written_at is not None
    assert tombstones.read(tombstones.name_of(stone)).hash == stone.hash
    assert sweeper.sweep() == {"tombstones_written": 0, "withdrawals_replayed": 0}


def test_storage_that_says_nothing_is_not_waited_for(monkeypatch) -> None:
    """C, F5: a server that swallows packets holds neither the child nor the reviewers."""
    film = FilmFactory()
    monkeypatch.setattr(tombstones, "PATIENCE_SECONDS", 0.05)
    monkeypatch.setattr(tombstones.storage, "put", lambda *args, **kwargs: time.sleep(0.5))
    began = time.monotonic()
    assert take_back(film).written_at is None
    assert time.monotonic() - began < 0.5


@pytest.mark.parametrize("how", ["changed", "unreadable"])
def test_a_changed_object_is_found(how, capsys) -> None:
    """S22's manner: whoever edits the ledger is found, and nothing they wrote is believed."""
    film = FilmFactory()
    path = file_of(take_back(film))
    text = path.read_text()
    path.write_text(text.replace('"route": "code"', '"route": "staff"') if how == "changed" else text[:40])
    Tombstone.objects.all().delete()
    with pytest.raises(CommandError, match="not whole"):
        call_command("replay_withdrawals")
    assert path.name in capsys.readouterr().err
    assert len(tombstones.unknown()) == 1, "what cannot be read is not counted as known"


def test_a_gap_is_found() -> None:
    first, second = take_back(FilmFactory()), take_back(FilmFactory())
    file_of(first).unlink()
    assert [broken.name for broken in tombstones.verify(tombstones.everything())] == [
        tombstones.name_of(second)
    ]
    # and the database has it still: a replay writes it again
    withdrawal.replay(by="system", everything=True)
    assert tombstones.verify(tombstones.everything()) == []


def test_only_the_newest_part_of_the_ledger_is_listed(monkeypatch) -> None:
    """F14: cheap enough to ask twice a minute, however long the ledger is."""
    stone = take_back(FilmFactory())
    Tombstone.objects.filter(pk=stone.pk).update(number=4_321)
    walked: list[str] = []
    walk = storage.walk

    def note(store, prefix):
        walked.append(prefix)
        return walk(store, prefix)

    monkeypatch.setattr(tombstones.storage, "walk", note)
    tombstones.unknown()
    assert walked == ["tombstones/000000004/"]


def test_the_site_is_closed_while_nobody_knows(monkeypatch) -> None:
    """F16: a ledger that cannot be read at start keeps films in; later it changes nothing."""
    watch = Watch(30)

    def away() -> list[str]:
        raise storage.Unavailable("storage is away")

    with monkeypatch.context() as patch:
        patch.setattr(tombstones, "forgotten", away)
        assert watch.behind()
    watch._look_at = 0.0
    assert not watch.behind()
    with monkeypatch.context() as patch:
        patch.setattr(tombstones, "forgotten", away)
        watch._look_at = 0.0
        assert not watch.behind()


def test_a_withdrawal_on_its_way_closes_nothing(monkeypatch) -> None:
    """Between an object and the commit of its row lies a moment; the second look knows better."""
    answers = [["tombstones/000000000/000000000001-x.json"], []]
    monkeypatch.setattr(tombstones, "SETTLES_SECONDS", 0)
    monkeypatch.setattr(tombstones, "unknown", lambda: answers.pop(0))
    assert tombstones.forgotten() == []


def test_closed_is_calm_and_help_stays(settings) -> None:
    """A page of our own, never cached, with the helplines on it; help and health answer."""
    take_back(FilmFactory())
    Tombstone.objects.all().delete()
    settings.LEDGER_WATCHED_SECONDS = 30
    client = Client()
    answer = client.get("/films/")
    assert (answer.status_code, answer["Cache-Control"], answer["Retry-After"]) == (503, "no-store", "30")
    assert "Back soon" in answer.content.decode()
    assert "tel:" in answer.content.decode()
    assert not answer.cookies
    for address in ("/help/", "/ar/help/", "/healthz"):
        assert client.get(address).status_code == 200, address


def test_the_receipt_says_by_when_and_never_too_early(
    django_capture_on_commit_callbacks, monkeypatch, run_tasks
) -> None:
    """S8: 'deleted' is said of files that storage no longer has; until then the latest hour is."""
    film = FilmFactory(public=True)
    drop = Disk.drop
    # A storage that says yes and deletes nothing: the receipt must not believe it.
    with monkeypatch.context() as patch:
        patch.setattr(Disk, "drop", lambda self, keys: None)
        with django_capture_on_commit_callbacks(execute=True):
            take_back(film)
        with pytest.raises(storage.Unavailable):
            run_tasks()
    assert fresh(film).erased_at is None
    told = dict(story.tell(fresh(film)).receipt)
    assert "Latest:" in told["Film, pictures and sound deleted"]
    assert Disk.drop is drop
    assert tasks.erase.call(film.pk)
    assert fresh(film).erased_at is not None
    assert "Latest:" not in dict(story.tell(fresh(film)).receipt)["Film, pictures and sound deleted"]
    assert public_files(film) == []


def test_every_address_is_gone_with_the_answer(client, django_capture_on_commit_callbacks) -> None:
    """F15: caches keep a film's pages for at most a minute, and from then on each address is 404."""
    film = FilmFactory(public=True, captions="WEBVTT\n\n00:00.000 --> 00:01.000\nhello\n", speech="captioned")
    pages = [f"/films/{film.slug}/", f"/films/{film.slug}/captions.vtt"]
    names = [key.split("/", 1)[1] for key in public_files(film)]
    media = [f"/media/films/{name}" for name in names]
    lists = ["/films/", "/films/feed/", "/sitemap-films.xml"]
    assert len(media) >= 3
    for address in (*pages, *media, *lists):
        answer = client.head(address)
        assert answer.status_code == 200, address
        kept = int(answer["Cache-Control"].partition("max-age=")[2].partition(",")[0])
        assert 0 < kept <= 60, address
    began = time.monotonic()
    with django_capture_on_commit_callbacks(execute=True):
        take_back(film)
    for address in (*pages, *media):
        assert client.get(address).status_code in (404, 410), address
    for address in lists:
        assert film.slug not in client.get(address).content.decode(), address
    assert time.monotonic() - began < 10
