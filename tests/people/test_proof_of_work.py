"""Work for a puzzle counts once, for this site's puzzles alone; without it nobody is shut out."""

from __future__ import annotations

import base64
import json
from datetime import timedelta

import pytest
from altcha import v1
from django.test import RequestFactory

from people import proof_of_work


def solve(puzzle: str) -> str:
    """What a browser does, quicker."""
    asked = json.loads(puzzle)
    found = v1.solve_challenge(asked["challenge"], asked["salt"], "SHA-256", asked["maxnumber"])
    assert found is not None
    answer = {name: asked[name] for name in ("algorithm", "challenge", "salt", "signature")}
    return base64.b64encode(json.dumps(answer | {"number": found.number}).encode()).decode()


@pytest.fixture(autouse=True)
def easy(monkeypatch) -> None:
    monkeypatch.setattr(proof_of_work, "HARDEST", 50)


def test_work_counts_once() -> None:
    work = solve(proof_of_work.issue())
    assert proof_of_work.done(work)
    assert not proof_of_work.done(work)


def test_work_for_somebody_elses_puzzle_counts_nothing(settings) -> None:
    settings.SECRET_KEY = "another site's"
    puzzle = proof_of_work.issue()
    settings.SECRET_KEY = "this site's"
    assert not proof_of_work.done(solve(puzzle))


def test_old_work_counts_nothing(monkeypatch) -> None:
    monkeypatch.setattr(proof_of_work, "LASTS", timedelta(seconds=-1))
    assert not proof_of_work.done(solve(proof_of_work.issue()))


def test_changed_work_counts_nothing() -> None:
    answer = json.loads(base64.b64decode(solve(proof_of_work.issue())))
    for name, wrong in (("number", 51), ("salt", "x"), ("challenge", "0" * 64), ("signature", "0" * 64)):
        changed = base64.b64encode(json.dumps(answer | {name: wrong}).encode()).decode()
        assert not proof_of_work.done(changed), name


@pytest.mark.parametrize(
    "nonsense",
    [
        "",
        "x",
        "ż",
        "e30=",
        "W10=",
        "bnVsbA==",
        base64.b64encode(b'{"algorithm":"SHA-256"}').decode(),
        "A" * 5000,
    ],
)
def test_nonsense_counts_nothing(nonsense) -> None:
    assert not proof_of_work.done(nonsense)


FORGED = {"algorithm": "SHA-256", "salt": "x", "number": 1, "challenge": "x", "signature": "y"}


@pytest.mark.parametrize("name", list(FORGED))
@pytest.mark.parametrize(
    "value",
    [[], {}, None, 5, -1, 1.5, True, float("nan"), float("inf"), "", "ż", "\ud800", "x?expires=y", 9**999],
)
def test_forged_work_counts_nothing_whatever_is_in_it(name, value) -> None:
    forged = json.dumps({**FORGED, name: value}).encode()
    assert not proof_of_work.done(base64.b64encode(forged).decode())


@pytest.mark.parametrize(
    "body", [b"[" * 1400, b'{"a":' * 280, b"NaN", b"null", b"5", b"\xff", b"\x00", b'"x"']
)
def test_forged_work_of_any_shape_counts_nothing(body) -> None:
    assert not proof_of_work.done(base64.b64encode(body).decode())


def test_work_is_whole() -> None:
    for name in FORGED:
        answer = json.loads(base64.b64decode(solve(proof_of_work.issue())))
        del answer[name]
        assert not proof_of_work.done(base64.b64encode(json.dumps(answer).encode()).decode()), name


def test_who_brings_no_work_meets_a_stricter_limit_and_nothing_else() -> None:
    """S38."""

    def send(work: str = "") -> bool:
        request = RequestFactory().post("/", {"work": work}, REMOTE_ADDR="192.0.2.77")
        return proof_of_work.allow(request, act="test-work", most=4, most_without=2, seconds=3600)

    assert [send() for _ in range(3)] == [True, True, False]
    assert [send(solve(proof_of_work.issue())) for _ in range(5)] == [True, True, True, True, False]


def test_what_no_person_sees_only_a_bot_fills_in() -> None:
    assert proof_of_work.fell_for_it(RequestFactory().post("/", {"website": "x"}))
    assert not proof_of_work.fell_for_it(RequestFactory().post("/", {"website": " "}))
    assert not proof_of_work.fell_for_it(RequestFactory().post("/", {}))
