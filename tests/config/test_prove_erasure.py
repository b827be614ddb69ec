"""`manage.py prove_erasure` finds what is there, wherever it is; and after a withdrawal nothing is (S8)."""

from __future__ import annotations

import io
import zipfile
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core.mail import EmailMessage as Letter
from django.core.management import CommandError, call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Page

import storage
from accounts.models import User
from config.proof.needles import Needles
from config.proof.places import Found, search
from consent import tombstones, withdrawal
from consent.enums import Party
from moderation.enums import Verdict
from moderation.models import Decision
from our_childhood import actions, emails, tasks
from our_childhood.enums import WithdrawalRoute
from our_childhood.models import Film
from people import codes, sealed
from people import sweeper as retention
from safeguarding import actions as safeguarding
from takeover.models import Season
from takeover.sign_ups import grown_ups
from tests.factories.accounts import UserFactory
from tests.factories.moderation import film_at_second_check, fresh, give
from tests.factories.our_childhood import DraftFactory, FilmFactory, grown_up, video
from tests.factories.sign_ups import GroupFactory, SignUpFactory, begin, name_it, say

pytestmark = pytest.mark.django_db

NEEDLE = "Zażółć Marmalade-Harbour"


@pytest.fixture(params=["disk", pytest.param("s3", marks=pytest.mark.s3)])
def places(request, settings, tmp_path: Path) -> str:
    """The same on a disk and on a real S3 server; letters to a folder, work in a folder."""
    if request.param == "s3":
        request.getfixturevalue("s3_storage")
    else:
        stores = {
            alias: {
                **settings.STORAGES[alias],
                "OPTIONS": {**settings.STORAGES[alias]["OPTIONS"], "location": tmp_path / alias},
            }
            for alias in ("private", "public")
        }
        settings.STORAGES = {**settings.STORAGES, **stores}
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "work"
    settings.FILE_UPLOAD_TEMP_DIR.mkdir()
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "OPTIONS": {"file_path": str(tmp_path / "mail")},
        }
    }
    return request.param


def look(*identifiers: str) -> Found:
    return search(Needles(identifiers))


def found_in(*identifiers: str) -> set[str]:
    return {place for place, _ in look(*identifiers).hits}


# --- It finds what is there ------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    [
        "Zażółć Marmalade-Harbour",
        "ZAŻÓŁĆ MARMALADE-HARBOUR",
        "zażółć\n  marmalade-harbour",
        "Zaz\u0307o\u0301łc\u0301 Marmalade-Harbour",
        r"Za\u017c\u00f3\u0142\u0107 Marmalade-Harbour",
        r"Za\u017C\u00F3\u0142\u0107 Marmalade-Harbour",
        "Za%C5%BC%C3%B3%C5%82%C4%87%20Marmalade-Harbour",
    ],
)
def test_a_needle_is_found_however_it_is_written(written: str) -> None:
    """Capitals, accents' two forms, JSON's and addresses' escapes, wrapped lines."""
    assert Needles([NEEDLE]).found(b"before " + written.encode() + b" after") == {1}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_a_needle_is_found_across_two_pieces(encoding: str) -> None:
    """Flat memory: a stream is read in pieces, and what lies across two of them counts."""
    body = ("x" * 50 + NEEDLE + "y" * 50).encode(encoding)
    needles = Needles(["something else", NEEDLE])
    for cut in range(1, len(body) - 1):
        assert needles.found_in_pieces([body[:cut], body[cut:]]) == {2}
    assert needles.found_in_pieces(bytes([byte]) for byte in body) == {2}


def test_what_is_too_short_proves_nothing() -> None:
    with pytest.raises(CommandError, match="too short"):
        call_command("prove_erasure", identifiers=["ab"])
    with pytest.raises(CommandError, match="Nothing to look for"):
        call_command("prove_erasure")


def _in_a_session() -> None:
    session = SessionStore()
    session["said"] = {"name": NEEDLE, "more": "so long that Django compresses it " * 20}
    session.save()


def _in_a_task() -> None:
    DBTaskResult.objects.create(
        task_path="outbox.tasks.deliver",
        args_kwargs={"args": [NEEDLE], "kwargs": {}},
        backend_name="default",
        queue_name="default",
        run_after=timezone.now(),
        exception_class_path="",
        traceback="",
    )


def _in_the_search_index() -> None:
    root = Page.objects.get(depth=1)
    page = root.add_child(instance=Page(title="Nothing here", slug="x", search_description="none"))
    page.title = NEEDLE
    page.save()
    call_command("update_index", verbosity=0)


def _sealed() -> None:
    Film.objects.filter(pk=FilmFactory().pk).update(description=sealed.seal(NEEDLE))


def _in_a_stored_archive() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("my-film.json", '{"name": "' + NEEDLE + '"}' + " " * 400_000)
    storage.put(storage.private(), "exports/one.zip", packed, content_type="application/zip")


def _in_a_letter() -> None:
    Letter(subject=f"About {NEEDLE}", body="ż" * 300 + NEEDLE, to=["a@post.example"]).send()


def _in_a_stored_name() -> None:
    storage.put(
        storage.public(), f"films/{NEEDLE.split()[1]}.vtt", io.BytesIO(b"none"), content_type="text/vtt"
    )


def _in_a_stored_file() -> None:
    body = b"\0" * 300_000 + NEEDLE.encode("utf-16-le") + b"\0" * 10
    storage.put(storage.private(), "video/x.bin", io.BytesIO(body), content_type="video/mp4")


def _in_unfinished_work(settings) -> None:
    folder = Path(settings.FILE_UPLOAD_TEMP_DIR) / "work-x"
    folder.mkdir(parents=True)
    (folder / "original").write_bytes(NEEDLE.encode())


SEEDS = {
    "database: django_session.session_data": _in_a_session,
    "database: django_tasks_database_dbtaskresult.args_kwargs": _in_a_task,
    "database: wagtailcore_page.title": _in_the_search_index,
    "database: our_childhood_film.description": _sealed,
    "private storage": _in_a_stored_archive,
    "mail folder": _in_a_letter,
    "public storage: name": _in_a_stored_name,
}


@pytest.mark.parametrize("places", ["disk"], indirect=True)
@pytest.mark.parametrize("place", SEEDS)
def test_it_is_found_where_it_is(places, place) -> None:
    """A search that finds nothing proves something only if it finds what is there."""
    needle = NEEDLE.split()[1] if "name" in place else NEEDLE
    assert found_in(needle) == set()
    SEEDS[place]()
    assert place in found_in(needle)


@pytest.mark.parametrize("places", ["disk"], indirect=True)
def test_word_stems_of_the_search_index_are_found(places) -> None:
    """A search index keeps stems ('harbour' for 'Harbours'): asked in its own way."""
    _in_the_search_index()
    assert any(place.startswith("database: search index") for place in found_in("Marmalade"))


def test_files_are_found_by_their_bytes(places, settings) -> None:
    """Deep in a large file, inside an archive, in a work folder of a killed worker."""
    _in_a_stored_file()
    _in_a_stored_archive()
    _in_unfinished_work(settings)
    found = look(NEEDLE)
    assert found.hits["private storage", 1] == 2
    assert found.hits["unfinished work", 1] == 1


@pytest.mark.parametrize("places", ["disk"], indirect=True)
def test_the_command_says_where_and_never_whom(places) -> None:
    """What was looked for is in no output: logs outlive what is erased."""
    Film.objects.filter(pk=FilmFactory().pk).update(description=NEEDLE)
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("prove_erasure", identifiers=["nobody at all", NEEDLE], stdout=out)
    assert ended.value.code == 1
    said = out.getvalue()
    assert "FOUND identifier 2 in database: our_childhood_film.description: 1" in said
    assert "identifier 1" not in said
    assert NEEDLE not in said
    assert "database tables" in said


# --- And then it is gone ----------------------------------------------------------------------

TITLE = "Zesty Yodelling Quokka"
SAID = {
    "title": TITLE,
    "slug": "zesty-yodelling-quokka",
    "description": "a lighthouse made of buttons",
    "transcript": "we said marmalade harbour",
    "captions": "WEBVTT\n\n00:00.000 --> 00:01.000\nmarmalade harbour\n",
}
NOTE = "the reviewer saw a purple gate"
EMAIL = "unmistakable.grownup@post.example"
IDENTIFIERS = [TITLE, "lighthouse made of buttons", "marmalade harbour", "purple gate", EMAIL]


def full_film() -> Film:
    """A public film with everything a person's words can be in."""
    film, _ = film_at_second_check(video=video(), speech="captioned", **SAID)
    film.save_revision(log_action=True)
    grown_up(film, EMAIL)
    codes.issue(film)
    give(film, UserFactory(moderator=True), Verdict.APPROVE)
    tasks.release.call(film.pk)
    film = fresh(film)
    Decision.objects.filter(pk=Decision.objects.first().pk).update(note=NOTE)
    emails.news(film=film, moment=film.cleared_at)
    DraftFactory(replaces=film, answers={"email": EMAIL})
    body = f"a film in which somebody says {TITLE}, and the words {SAID['transcript']}".encode()
    for key in (film.video.original_key, f"video/{film.video.pk}/preview.mp4"):
        storage.put(storage.private(), key, io.BytesIO(body), content_type="video/mp4")
    public = f"{film.video.public_prefix}/captions.vtt"
    storage.put(storage.public(), public, io.BytesIO(body), content_type="text/vtt")
    call_command("rebuild_references_index", verbosity=0)
    call_command("update_index", verbosity=0)
    return film


def test_before_and_after_a_withdrawal(places, django_capture_on_commit_callbacks, run_tasks, capsys) -> None:
    """S8: every identifier is in many places; then the child takes the film back, and each is in none."""
    with django_capture_on_commit_callbacks(execute=True):
        film = full_film()
    before = look(*IDENTIFIERS)
    for number in range(1, len(IDENTIFIERS) + 1):
        assert any(hit == number for _, hit in before.hits), IDENTIFIERS[number - 1]
    where = {place for place, _ in before.hits}
    assert {"private storage", "public storage", "database: wagtailcore_revision.content"} <= where
    assert len(where) >= 10, where
    with django_capture_on_commit_callbacks(execute=True):
        assert withdrawal.withdraw(subject=film, by="child", route=WithdrawalRoute.CODE)
    run_tasks()
    assert look(*IDENTIFIERS).hits == {}
    out = StringIO()
    call_command("prove_erasure", identifiers=IDENTIFIERS, stdout=out)
    assert "Found nowhere." in out.getvalue()
    with capsys.disabled():
        print(f"\n  {places}: {len(before.hits)} finds in {len(where)} places before, none after")


def test_a_frozen_film_stays_and_is_named(places, django_capture_on_commit_callbacks, run_tasks) -> None:
    """S17: held when it was taken back: off the site at once, its files and words kept, and told so."""
    with django_capture_on_commit_callbacks(execute=True):
        film = full_film()
        safeguarding.hold(subject=film, reason="concern", by="system")
    with django_capture_on_commit_callbacks(execute=True):
        actions.withdraw(film=film, by="child", route=WithdrawalRoute.CODE)
    run_tasks()
    found = found_in(*IDENTIFIERS)
    assert "private storage" in found
    assert "public storage" not in found
    assert not Film.objects.public().exists()
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("prove_erasure", identifiers=IDENTIFIERS, stdout=out)
    assert (
        f"our_childhood.film:{film.pk} was taken back, and its files and words are frozen" in out.getvalue()
    )
    # and when the hold is lifted it goes like any other
    safeguarding.lift(subject=film, by="system")
    with django_capture_on_commit_callbacks(execute=True):
        assert tasks.erase.call(film.pk)
    assert look(*IDENTIFIERS).hits == {}


CHILD = [
    "Quillfeather",
    "zebra-striped cushion",
    "unmistakable.parent@post.example",
    "unmistakable.lead@post.example",
]


@pytest.mark.parametrize("places", ["disk"], indirect=True)
def test_after_a_takeover_nobody_is_named_and_the_numbers_stay(places) -> None:
    """S8: a child's name and needs, a parent's address, and two years later a lead's; places stay counted."""
    name, needs, parent, lead = CHILD
    group = GroupFactory(checked=True, lead=User.objects.whoever_has(lead))
    sign_up = SignUpFactory(size=2, group=group)
    for ticket in sign_up.tickets.all():
        name_it(ticket, name, needs)
        say(ticket)
        grown_ups.ask(ticket=ticket, party=Party.GUARDIAN, email=parent, language="en", by="child")
    alone = SignUpFactory(guardian=True, email=parent, challenge=sign_up.challenge)
    before = look(*CHILD)
    assert {number for _, number in before.hits} == {1, 2, 3, 4}
    begin(sign_up.challenge, days_ago=31)
    retention.sweep()
    left = {number for _, number in look(*CHILD).hits}
    assert left == {4}, "the lead's address stays for two years"
    Season.objects.update(
        **dict.fromkeys(
            (field.name for field in Season._meta.fields if field.name.endswith("_date")),
            timezone.localdate() - timezone.timedelta(days=3 * 365),
        )
    )
    retention.sweep()
    assert look(*CHILD).hits == {}
    booking = type(sign_up).objects.get(pk=sign_up.pk).booking
    assert booking is not None and booking.size == 2
    assert type(alone).objects.get(pk=alone.pk).forgotten_at is not None


# --- The ledger ------------------------------------------------------------------------------


def test_the_ledger_names_nobody_and_is_never_deleted(places) -> None:
    """F14, S8: numbers, codes and moments; no code path deletes or changes what is written."""
    with pytest.raises(storage.WrittenOnce):
        storage.put(
            storage.private(), _one_stone(), io.BytesIO(b"something else"), content_type="application/json"
        )
    [name] = tombstones.everything()
    with pytest.raises(storage.WrittenOnce):
        storage.remove(storage.private(), [name])
    storage.tidy(storage.private(), older_than=timezone.timedelta(0))
    assert tombstones.everything() == [name]
    assert found_in(TITLE) == set()
    assert tombstones.verify([name]) == []


def _one_stone() -> str:
    film = FilmFactory(title=TITLE)
    withdrawal.withdraw(subject=film, by="child", route=WithdrawalRoute.CODE)
    [name] = tombstones.everything()
    return name
