"""After the normal sweeps nobody is found of a meetup, a signature or a call for help (S1, S8).

Everything is done by the product's own pages and verbs, then time passes, then `manage.py sweep` runs as it
does twice a minute, and `manage.py prove_erasure` looks through database, index, letters, files, caches and
sessions.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from cicc_meetups.bookings.models import Booking, YoungPerson
from cicc_meetups.models import Meetup, Worker
from config.proof.needles import Needles
from config.proof.places import search
from consent.models import Tombstone
from help_at_hand.cases.models import Case
from people import codes
from pledge.models import Signature
from tests.factories import between_meetups as make
from tests.factories import pledge as make_pledge
from tests.factories.cases import CaseFactory
from tests.factories.programmes import Meetups

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_places(settings: Any, tmp_path: Path) -> None:
    """Storage, work and letters in folders that hold nothing of other tests."""
    settings.STORAGES = {
        **settings.STORAGES,
        **{
            alias: {
                **settings.STORAGES[alias],
                "OPTIONS": {**settings.STORAGES[alias]["OPTIONS"], "location": tmp_path / alias},
            }
            for alias in ("private", "public")
        },
    }
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "work"
    settings.FILE_UPLOAD_TEMP_DIR.mkdir()
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "OPTIONS": {"file_path": str(tmp_path / "mail")},
        }
    }


@pytest.fixture
def as_time_goes(
    django_capture_on_commit_callbacks: Any, run_tasks: Callable[..., int], tmp_path: Path
) -> Callable[[], None]:
    """Sweep, do what that leaves to do, and sweep again; letters that went out are not ours any more."""

    def go() -> None:
        for _ in range(2):
            with django_capture_on_commit_callbacks(execute=True):
                call_command("sweep", verbosity=0, stdout=StringIO())
            run_tasks()
        for letter in (tmp_path / "mail").glob("*"):
            letter.unlink()

    return go


def found(words: list[str]) -> dict[str, set[str]]:
    """Return where each of `words` is."""
    places: dict[str, set[str]] = {}
    for place, number in search(Needles(words)).hits:
        places.setdefault(words[number - 1], set()).add(place)
    return places


def proven(words: list[str]) -> None:
    """Have the command say that none is anywhere; without `found` a failure would not say where."""
    assert found(words) == {}
    out = StringIO()
    call_command("prove_erasure", identifiers=words, stdout=out)
    assert "Found nowhere." in out.getvalue()


def test_of_a_councils_meetup_nobody_is_left(as_time_goes: Callable[[], None]) -> None:
    """First names and needs go two weeks after the day, the worker two years after the last check."""
    first, needs, together = "Quillfeather", "a zebra-striped cushion", "three turquoise ramps"
    name, phone, email = "Zazou Marmalade", "01632 960 456", "unmistakable.worker@council.example"
    programme, worker = Meetups(), make.worker()
    Worker.objects.filter(pk=worker.pk).update(name=name, phone=phone)
    worker.user.email = email
    worker.user.save()
    worker = Worker.objects.get(pk=worker.pk)
    meetup = programme.thing(3)
    make.page(meetup)
    programme.ask(meetup, 3, by=worker)
    Booking.objects.update(needs=together)
    YoungPerson.objects.update(name=first, needs=needs)
    Client().force_login(worker.user)
    make.shown_question(meetup, worker)
    assert set(found([first, needs, together, name, phone, email])) == {
        first, needs, together, name, phone, email,
    }  # fmt: skip
    make.begun(meetup, days_ago=16)
    as_time_goes()
    proven([first, needs, together])
    assert set(found([name, phone, email])) == {name, phone, email}, "a worker stays longer than a meetup"
    Worker.objects.update(checked_until=timezone.localdate() - timedelta(days=2 * 365 + 1))
    as_time_goes()
    proven([first, needs, together, name, phone, email])
    assert Tombstone.objects.filter(label="cicc_meetups.worker").count() == 1
    assert Booking.objects.get().places.size == 3, "how many came can still be counted"
    assert Meetup.objects.get() == meetup


def test_of_a_signature_nobody_is_left(as_time_goes: Callable[[], None]) -> None:
    """Whoever does not say that it is still kept is forgotten, with letters and the name on the wall."""
    name, email = "Zazou Marmalade", "unmistakable.signer@work.example"
    how = "We painted a turquoise gate"
    make_pledge.version()
    signature = make_pledge.signed(email, name=name, how=how, wants_name=True)
    make_pledge.named(signature)
    as_time_goes()
    assert set(found([name, email])) == {name, email}
    long_ago = timezone.now() - timedelta(days=40)
    Signature.objects.update(kept_until=timezone.localdate() - timedelta(days=1), reminded_at=long_ago)
    as_time_goes()
    proven([name, email, how])
    assert not Signature.objects.exists()


@pytest.mark.parametrize("safe", ["yes", "no"])
def test_of_a_call_for_help_nobody_is_left(as_time_goes: Callable[[], None], safe: str) -> None:
    """A year after it was closed; a red one too, whose concern stays longer and holds no word of it."""
    said, name, number = "a heron under the turquoise bridge", "Zazou Marmalade", "07700900456"
    case = CaseFactory(words=said, name=name, way="phone", reach=number, safe=safe, closed=True)
    code = codes.issue(case)
    reader = Client()
    reader.post("/help/answer/", {"code": code})
    assert reader.post("/help/write/safe/", {"safe": "no"}).status_code == 302
    assert reader.post("/help/write/words/", {"words": said}).status_code == 302
    assert set(found([said, name, number])) == {said, name, number}
    Case.objects.update(closed_at=timezone.now() - timedelta(days=366))
    Case.objects.get().visits.update(expires_at=timezone.now())
    as_time_goes()
    assert set(found([said])) == {said}, "what somebody is typing stays for its hour"
    reader.get("/help/leave/")
    proven([said, name, number])
    assert not Case.objects.exists()
    assert reader.post("/help/answer/", {"code": code}).status_code in (200, 422)
