"""Somebody who tries every address there is, and remembers all that came back."""

from __future__ import annotations

import html
import itertools
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote_plus, urljoin, urlsplit

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern, RegexPattern, RoutePattern

_LINKS = re.compile(r"""\s(?:href|src|srcset|poster|action)\s*=\s*["']([^"'<>]+)["']""", re.IGNORECASE)
# Other attributes hold words as often as addresses.
_MAYBE = re.compile(
    r"""\s(?:content|data-[a-z-]+|value)\s*=\s*["']((?:https?:/)?/[^"'<>\s]+)["']""", re.IGNORECASE
)
_LOCATIONS = re.compile(r"<(?:loc|link|id|guid)[^>]*>\s*([^<\s]+)\s*<", re.IGNORECASE)
_CSS = re.compile(r"url\(['\"]?([^'\")]+)['\"]?\)")
_ROUTE_PART = re.compile(r"<(?:(?P<converter>[^>:]+):)?(?P<name>[^>]+)>")
_GROUP = re.compile(r"\(\?P<(?P<name>\w+)>")


# A page for each of 153 areas and each reader of a poster, in three languages, which a map links to.
ONE_OF_MANY = re.compile(r"[?&](?:area|for)=|^(?:/pl|/ar)?/meetups/councils/[^/]+/$")


def _names(url: str) -> set[str]:
    """Return which parameters an address has."""
    return set(parse_qs(urlsplit(url).query, keep_blank_values=True))


@dataclass(frozen=True)
class Answer:
    """What one address said."""

    url: str
    status: int
    body: bytes
    headers: str

    def holds(self, marker: bytes) -> bool:
        """Whether the marker is anywhere in what came back."""
        return marker in self.body or marker.decode("latin-1") in self.headers


@dataclass
class Crawler:
    """Asks each address once, as nobody or as `user`; follows whatever looks like an address of this site.

    `host` is what redirects and feeds call this site. Links like ONE_OF_MANY are not followed: one page in
    hundreds of readings, of which those with something on them are given as starts.
    """

    host: str
    user: Any = None
    most: int = 6000
    answers: dict[str, Answer] = field(default_factory=dict)
    _browser: Client = field(default_factory=lambda: Client(raise_request_exception=False))
    _signed_in: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.user is not None:
            self._browser.force_login(self.user)
            self._signed_in = dict(self._browser.cookies)

    def ask(self, url: str) -> Answer:
        """Return what `url` answers to a fresh browser without cookies but those of the user."""
        if url not in self.answers:
            # One client, emptied: loading the middleware anew each time takes longer than most answers.
            self._browser.cookies.clear()
            self._browser.cookies.update(self._signed_in)
            response = self._browser.get(url, headers={"host": self.host})
            body = b"".join(response.streaming_content) if response.streaming else response.content
            headers = "\n".join(f"{name}: {value}" for name, value in response.headers.items())
            self.answers[url] = Answer(url, response.status_code, body, headers)
        return self.answers[url]

    def follow(self, starts: Iterable[str]) -> None:
        """Ask the starts and everything they lead to.

        Filters of a list are tried one by one, not in every combination: a list that links to itself with
        one more filter each would go on for ever and show less each time. Its next pages are followed.
        """
        waiting = deque(starts)
        while waiting:
            url = waiting.popleft()
            if url in self.answers:
                continue
            assert len(self.answers) < self.most, (
                "The crawl does not end: some pages make new addresses for ever."
            )
            links = (link for link in self._links(self.ask(url)) if link not in self.answers)
            links = (link for link in links if not ONE_OF_MANY.search(link))
            waiting.extend(link for link in links if "?" not in url or _names(link) <= _names(url))

    def found(self, markers: Mapping[str, bytes]) -> list[str]:
        """Return 'name at url' for each marker that any answer held.

        An answer that only repeats what it was asked (a search field, a language switch on a page
        that is not there) has told nothing.
        """
        return [
            f"{name} at {answer.url} ({answer.status})"
            for answer in self.answers.values()
            for name, marker in markers.items()
            if answer.holds(marker) and marker.decode() not in unquote_plus(answer.url)
        ]

    def _links(self, answer: Answer) -> Iterator[str]:
        kind = next(
            (line for line in answer.headers.splitlines() if line.lower().startswith("content-type:")),
            "",
        )
        target = next(
            (
                line[9:].strip()
                for line in answer.headers.splitlines()
                if line.lower().startswith("location:")
            ),
            "",
        )
        found = [target] if target else []
        if re.search(r"html|xml|json|css|mpegurl|vtt|plain", kind):
            text = answer.body.decode("utf-8", "replace")
            for value in itertools.chain(
                _LINKS.findall(text), _MAYBE.findall(text), _LOCATIONS.findall(text), _CSS.findall(text)
            ):
                found += [part.split()[0] for part in html.unescape(value).split(",") if part.strip()]
            if "mpegurl" in kind:
                found += [line for line in text.splitlines() if line and not line.startswith("#")]
                found += re.findall(r'URI="([^"]+)"', text)
        for link in found:
            parts = urlsplit(urljoin(answer.url, link))
            if parts.scheme not in ("", "http", "https") or (parts.netloc and parts.hostname != self.host):
                continue
            if link.startswith(("#", "data:", "mailto:", "tel:")) or not parts.path.startswith("/"):
                continue
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def every_address(
    values: Mapping[str, Sequence[str]], *, default: Sequence[str], most: int = 40
) -> Iterator[str]:
    """Yield an address for each URL pattern of the site, its parts filled from `values` by name.

    `default` fills parts with other names; `most` bounds how many a single pattern may yield.
    """
    for pattern in _patterns(get_resolver(), ""):
        names = [match["name"] for match in _ROUTE_PART.finditer(pattern)]
        choices = [values.get(name, default) for name in names]
        for filled in itertools.islice(itertools.product(*choices), most):
            answer = iter(filled)
            yield "/" + _ROUTE_PART.sub(lambda _match: next(answer), pattern)  # noqa: B023


def _patterns(resolver: URLResolver, before: str) -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry.pattern, LocalePrefixPattern):
            route = ""
        elif isinstance(entry.pattern, RoutePattern):
            route = str(entry.pattern)
        elif isinstance(entry.pattern, RegexPattern):
            route = _as_route(str(entry.pattern))
        else:
            raise TypeError(f"No idea how to visit {entry.pattern!r}")
        if isinstance(entry, URLResolver):
            yield from _patterns(entry, before + route)
        elif isinstance(entry, URLPattern):
            yield before + route


def _as_route(regex: str) -> str:
    """Turn '^a/(?P<pk>\\d+)/$' into 'a/<pk>/'; unnamed groups become '<part>'."""
    out, depth, skipping = "", 0, 0
    position = 0
    while position < len(regex):
        named = _GROUP.match(regex, position)
        if not skipping and (named or (regex[position] == "(" and not regex.startswith("(?", position))):
            out += f"<{named['name']}>" if named else "<part>"
            skipping, depth = 1, 1
            position = named.end() if named else position + 1
            continue
        if skipping:
            if regex[position] == "\\":
                position += 2
                continue
            depth += {"(": 1, ")": -1}.get(regex[position], 0)
            skipping = 1 if depth else 0
            position += 1
            continue
        if regex[position] == "\\" and position + 1 < len(regex):
            position += 1
            if regex[position] not in "ZAzbB":
                out += regex[position]
        elif regex[position] not in "^$?*+":
            out += regex[position]
        position += 1
    return out
