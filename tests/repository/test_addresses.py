"""Every address says who may open it; a new one fails here until somebody has thought about it."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

EVERYBODY = "everybody"  # public, no cookie, cacheable or plain
HOLDER = "holder"  # whoever holds a code, a link or the journey's cookie
STAFF = "staff"  # signed in, with a second factor

# The first rule that a route starts with decides. Routes as Django writes them, without a language.
AUDIENCES = [
    ("healthz", EVERYBODY),
    ("readyz", EVERYBODY),
    ("media/", EVERYBODY),
    ("upload/", HOLDER),
    ("admin/", STAFF),
    ("staff/", STAFF),
    ("documents/", EVERYBODY),
    ("help/write/", HOLDER),
    ("help/answer/", HOLDER),
    ("help/", EVERYBODY),
    ("certificates/", EVERYBODY),
    ("calendars/", HOLDER),
    ("takeovers/host/", HOLDER),
    ("takeovers/groups/", HOLDER),
    ("my-place/", HOLDER),
    ("meetups/mine/", HOLDER),
    ("meetups/photos/", HOLDER),
    ("meetups/questions/", HOLDER),
    ("meetups/practice/", HOLDER),
    ("meetups/", EVERYBODY),
    ("takeovers/wishes/make/", HOLDER),
    ("takeovers/wishes/mine/", HOLDER),
    ("takeovers/", EVERYBODY),
    ("pledge/sign/", HOLDER),
    ("pledge/mine/", HOLDER),
    ("pledge/did-it-happen/tell/", HOLDER),
    ("pledge/", EVERYBODY),
    ("films/make/", HOLDER),
    ("films/", EVERYBODY),
    ("my-film/", HOLDER),
    ("say-yes-or-no/", HOLDER),
    ("tell-us/", HOLDER),
    ("search/", EVERYBODY),
    ("privacy/", EVERYBODY),
    ("accessibility/", EVERYBODY),
    ("robots.txt", EVERYBODY),
    (".well-known/security.txt", EVERYBODY),
    ("sitemap", EVERYBODY),
    ("favicon", EVERYBODY),
    ("manifest", EVERYBODY),
    ("_util/", STAFF),
    ("", EVERYBODY),
]


def routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern).lstrip("^/")
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


ROUTES = sorted(set(routes(get_resolver().url_patterns)))


def audience(route: str) -> str | None:
    return next((who for start, who in AUDIENCES if start and route.startswith(start)), None)


def test_every_route_declares_who_may_open_it() -> None:
    """Routes that no rule names are Wagtail's page tree and the home page, public by what is in it."""
    undeclared = [route for route in ROUTES if audience(route) is None]
    assert set(undeclared) <= {
        "",
        "en/",
        r"((?:[\w\-]+/)*)\Z",
        r"((?:[\w\-]+/)*)$",
        "(?:(?:[\\w\\-]+/)*)$",
    }, undeclared


def test_no_rule_is_left_without_a_route() -> None:
    """A rule nobody needs is a door somebody may open unseen."""
    idle = [start for start, _ in AUDIENCES if start and not any(route.startswith(start) for route in ROUTES)]
    assert set(idle) <= {
        "documents/",
        "favicon",
        "manifest",
        "_util/",
        "robots.txt",
        "privacy/",
        "accessibility/",
    }
