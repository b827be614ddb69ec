"""Limits by address that keep no address (S38)."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from people import limits


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    now = {"time": 1_000_000.0}
    monkeypatch.setattr("people.limits.time.time", lambda: now["time"])
    return now


def request_from(address: str, **headers: str) -> Any:
    return RequestFactory().get("/", REMOTE_ADDR=address, headers=headers)


def test_class_of_thirty_behind_one_address_passes_at_once() -> None:
    """S38."""
    asked = [limits.allow(request_from("192.0.2.1"), act="code", most=40, seconds=60) for _ in range(41)]
    assert asked == [True] * 40 + [False]


def test_acts_addresses_and_windows_are_counted_apart(clock: dict[str, float]) -> None:
    assert limits.allow(request_from("192.0.2.1"), act="code", most=1, seconds=60)
    assert not limits.allow(request_from("192.0.2.1"), act="code", most=1, seconds=60)
    assert limits.allow(request_from("192.0.2.1"), act="upload", most=1, seconds=60)
    assert limits.allow(request_from("192.0.2.2"), act="code", most=1, seconds=60)
    clock["time"] += 60
    assert limits.allow(request_from("192.0.2.1"), act="code", most=1, seconds=60)


def test_no_address_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """S38: what the cache holds names no address, and without the day's salt nothing can be tried out."""
    written: list[str] = []
    count = cache.incr
    monkeypatch.setattr(cache, "incr", lambda key: written.append(key) or count(key))
    limits.allow(request_from("192.0.2.1"), act="code", most=1, seconds=60)
    cache.clear()
    limits.allow(request_from("192.0.2.1"), act="code", most=1, seconds=60)
    assert "192.0.2" not in "".join(written)
    assert written[0] != written[1]


def test_forwarded_address_counts_only_behind_our_own_proxies(settings: Any) -> None:
    forged = {"X-Forwarded-For": "198.51.100.9, 203.0.113.7"}
    assert limits.address(request_from("192.0.2.1", **forged)) == "192.0.2.1"
    settings.TRUSTED_PROXIES = 1
    assert limits.address(request_from("192.0.2.1", **forged)) == "203.0.113.7"
    settings.TRUSTED_PROXIES = 2
    assert limits.address(request_from("192.0.2.1", **forged)) == "198.51.100.9"
    assert limits.address(request_from("192.0.2.1")) == "192.0.2.1"


def test_network_of_an_ipv6_address_counts() -> None:
    assert limits.address(request_from("2001:db8:1:2:aaaa::1")) == limits.address(
        request_from("2001:db8:1:2::2")
    )
    assert limits.address(request_from("::ffff:192.0.2.1")) == "192.0.2.1"
    assert limits.address(request_from("nonsense")) == "unknown"


@pytest.mark.parametrize("again", ["Robin+x@Post.example", " robin@post.example", "robin+1+2@post.example."])
def test_a_mailbox_is_one_however_its_address_is_spelt(again: str) -> None:
    assert limits.allow_mailbox("robin@post.example", act="letter", most=1, seconds=60)
    assert not limits.allow_mailbox(again, act="letter", most=1, seconds=60)
    assert limits.allow_mailbox("robin.ash@post.example", act="letter", most=1, seconds=60)


def test_dots_count_for_nothing_at_gmail_alone() -> None:
    assert limits.allow_mailbox("robin.ash@gmail.com", act="letter", most=1, seconds=60)
    assert not limits.allow_mailbox("r.o.binash@googlemail.com", act="letter", most=1, seconds=60)
