"""A planted sentence is in no log, letter, report, trail, session or file; in the database only sealed (S31).

It goes the whole way: typed, found wrong, typed again, sent, read by an adviser, answered, written on, and
carried through errors of every kind.
"""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.conf import settings as django_settings
from django.core import mail
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views.debug import get_default_exception_reporter_filter, get_exception_reporter_class

from config.proof.needles import Needles
from config.proof.places import Found, search, search_database
from help_at_hand.cases.models import Case
from people import sweeper as retention
from safeguarding.models import SafeguardingSettings
from tests.factories.cases import CaseFactory, adviser

pytestmark = pytest.mark.django_db

SAID = "the heron under Quillfeather bridge will kill me"
NAME = "Zazou Marmalade"
NUMBER = "07700900456"
LATER = "my later heron sentence"
OURS = "we wrote to the Quagmire office"
NOTED = "the adviser noted a turquoise door"
NEEDLES = [SAID, NAME, NUMBER, LATER, OURS, NOTED]


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """Everything any logger says, as the handler of the site writes it, tracebacks and all."""
    from config.reports import Wordless

    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(Wordless())
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


def raw_database() -> bytes:
    """Every cell of every table as the database keeps it, nothing unsealed."""
    with connection.cursor() as cursor:
        names = sorted(table.name for table in connection.introspection.get_table_list(cursor))
        rows = []
        for name in names:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
            rows.append(repr(cursor.fetchall()))
    return "\n".join(rows).encode()


def whole_way(client: Client, send: Callable[..., str]) -> None:
    """Everything that can happen to the sentence, some of it twice."""
    people = SafeguardingSettings.load()
    people.team_email = people.on_call_email = "lead@heard.example"
    people.save()
    client.post("/help/write/safe/", {"safe": "no"})
    client.post("/help/write/words/", {"words": SAID + " x" * 4000})  # too long: comes back
    code = send(
        client,
        safe={"safe": "no"},
        words={"words": SAID},
        way={"way": "phone"},
        number={"reach": NUMBER},
        times={"times": ["any"]},
        name={"name": NAME},
    )
    case = Case.objects.get()
    desk = Client()
    desk.force_login(adviser())
    desk.get(reverse("help_case", args=[case.pk]))
    for act, words in (("answer", OURS), ("note", NOTED)):
        desk.post(reverse("help_case_act", args=[case.pk, act]), {f"{act}-words": words})
    reader = Client()
    reader.post("/help/answer/", {"code": SAID})
    reader.post("/help/answer/", {"code": code})
    reader.post("/help/answer/", {"words": LATER})
    reader.get("/help/answer/")


def break_in_every_way(client: Client) -> None:
    """The sentence is in the request, in variables and in the error's own words."""

    def refuse(execute: Any, sql: Any, params: Any, *rest: Any) -> None:
        raise OperationalError(f"could not write {SAID} {params}")

    client.post("/help/write/safe/", {"safe": "yes"})
    with connection.execute_wrapper(refuse):
        client.post("/help/write/words/", {"words": SAID})
        client.post("/help/answer/", {"code": SAID})
    with mock.patch("help_at_hand.cases.views.write.render", side_effect=RuntimeError(SAID)):
        client.post("/help/write/words/", {"words": SAID * 200})
    desk = Client(raise_request_exception=False)
    desk.force_login(adviser())
    case = CaseFactory()
    with mock.patch("help_at_hand.cases.desk.views.actions.note", side_effect=RuntimeError(NOTED)):
        broken = desk.post(reverse("help_case_act", args=[case.pk, "note"]), {"note-words": NOTED})
    assert broken.status_code == 500


def test_a_planted_sentence_is_nowhere_in_plain(
    client: Client,
    send: Callable[..., str],
    logged: io.StringIO,
    django_capture_on_commit_callbacks: Any,
    run_tasks: Callable[..., int],
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        whole_way(client, send)
        break_in_every_way(client)
    run_tasks()
    call_command("sweep", verbosity=0)
    run_tasks()
    written = logged.getvalue()
    letters = "\n".join(str(letter.message()) for letter in mail.outbox)
    assert "A help page failed: OperationalError" in written, "errors are told"
    assert letters, "the lead was told"
    kept = raw_database()
    files = b"".join(
        path.read_bytes()
        for path in Path(django_settings.DATA_DIR).rglob("*")
        if path.is_file() and path.suffix not in (".sqlite3", ".sqlite3-wal", ".sqlite3-shm")
    )
    for needle in NEEDLES:
        plain = Needles([needle])
        assert not plain.found(kept), f"database: {needle}"
        assert not plain.found(files), f"files: {needle}"
        assert needle not in written, f"logs: {needle}"
        assert needle not in letters, f"letters: {needle}"
    # and the search itself finds what is sealed, so it can fail
    found = Found()
    search_database(Needles([SAID]), found)
    assert {place for place, _ in found.hits} == {"database: cases_entry.words"}


@pytest.mark.parametrize("debug", [True, False])
@pytest.mark.parametrize("path", ["/help/write/words/", "/ar/help/answer/", "/admin/help-cases/3/note/"])
def test_error_reports_say_nothing_of_a_help_page(settings: Any, path: str, debug: bool) -> None:
    """Neither Django's debug page nor a letter to operators shows what was sent, cookies or variables."""
    settings.DEBUG = debug
    request = RequestFactory().post(path, {"words": SAID}, headers={"cookie": f"visit={NAME}"})
    try:
        planted = SAID
        raise ValueError(f"cannot keep {planted}")
    except ValueError:
        reporter = get_exception_reporter_class(request)(request, *sys.exc_info())
    for report in (reporter.get_traceback_html(), reporter.get_traceback_text()):
        assert SAID not in report and NAME not in report
        assert "words" in report, "which fields there were may be told"


def test_other_pages_are_reported_as_before(settings: Any) -> None:
    """The test above can fail."""
    settings.DEBUG = True
    request = RequestFactory().post("/films/make/", {"words": SAID})
    try:
        raise ValueError(SAID)
    except ValueError:
        reporter = get_exception_reporter_class(request)(request, *sys.exc_info())
    assert SAID in reporter.get_traceback_text()
    assert get_default_exception_reporter_filter().is_active(request) is False


def test_after_its_time_a_case_is_gone_and_its_number_stays(client: Client) -> None:
    """S8: a year after it was closed nothing of it is found, sealed or not; the year still counts it."""
    from help_at_hand.cases import figures

    case = CaseFactory(
        closed=True, days_ago=366, words=SAID, name=NAME, way="phone", reach=NUMBER, region="E12000007"
    )
    year = case.opened_at.year
    before = {row for row, _ in search(Needles([SAID, NAME, NUMBER])).hits}
    assert before == {"database: cases_entry.words", "database: cases_case.told"}
    retention.sweep()
    assert search(Needles([SAID, NAME, NUMBER])).hits == {}
    out = io.StringIO()
    call_command("prove_erasure", identifiers=[SAID, NAME, NUMBER], stdout=out)
    assert "Found nowhere." in out.getvalue()
    assert not Case.objects.exists()
    assert figures.years() == [year]
