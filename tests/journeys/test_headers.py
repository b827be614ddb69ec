"""What public, personal and staff pages say about themselves, with production's settings (S39, S10)."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.http import HttpResponse
from django.test import Client

from config.demo import base, staff
from safeguarding.switch import LONGEST_KEPT
from tests.journeys.planted import Planted, Planter
from tests.journeys.servers import gunicorn, raw

pytestmark = pytest.mark.django_db

HOST = "heard.example"
PUBLIC = (
    "/",
    "/pl/",
    "/ar/",
    "/films/",
    "/films/?about=my-street",
    "/films/feed/",
    "/films/{slug}/",
    "/films/{slug}/captions.vtt",
    "{poster}",
    "/help/",
    "/search/",
    "/privacy/",
    "/accessibility/",
    "/sitemap.xml",
    "/robots.txt",
    "/.well-known/security.txt",
    "/ar/films/{slug}/",
)
# Nobody's cache, no search engine.
PERSONAL = (
    "/films/make/",
    "/films/make/idea/",
    "/films/make/done/",
    "/my-film/",
    "/tell-us/",
    "/films/{slug}/tell-us/",
    "/say-yes-or-no/{token}/",
    "/search/?q=home",
    "/help/write/",
    "/help/answer/",
    "/my-place/",
    "/takeovers/host/",
    "/takeovers/groups/",
    "/takeovers/wishes/make/",
    "/takeovers/wishes/mine/",
    "/meetups/mine/",
    "/meetups/photos/",
    "/meetups/questions/",
    "/meetups/practice/",
    "/pledge/sign/",
    "/pledge/mine/",
    "/pledge/did-it-happen/tell/",
)
STAFF = ("/admin/", "/admin/login/", "/staff/login/", "/admin/snippets/our_childhood/film/")
NOTHING = (
    "/no-such-page/",
    "/films/no-such-film/",
    "/media/films/nothing.jpg",
    "/say-yes-or-no/not-a-token/",
)
# Sources that let somebody else's script, style or page in (the Observatory's rules).
UNSAFE = ("'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", "*", "http:", "https:", "data:", "blob:")
LOADED = re.compile(
    r"""<(?:script|img|link|source|video|track)[^>]*\s(?:src|href|srcset|poster)=["']([^"']+)"""
)
OURS = ("/", "data:", "#", f"https://{HOST}", django_settings.SITE_URL)
PRODUCTION = re.compile(
    r"^(SECURE_|SESSION_COOKIE|CSRF_COOKIE|MIDDLEWARE$|X_FRAME|DEBUG$|DEMO$|STAFF_SECOND)"
)


@pytest.fixture
def production(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every setting of production that an answer's headers depend on."""
    monkeypatch.setenv("SECRET_KEY", "for-this-test-alone")
    monkeypatch.setenv("SITE_URL", f"https://{HOST}")
    module = importlib.import_module("config.settings.production")
    for name in dir(module):
        if PRODUCTION.match(name):
            setattr(settings, name, getattr(module, name))
    settings.STAFF_SECOND_FACTOR = True
    assert settings.SECURE_SSL_REDIRECT
    assert settings.SESSION_COOKIE_SECURE


def one_public_film() -> Planted:
    base.seed()
    planter = Planter(staff.person("moderator1"), staff.person("moderator2"), "my-street")
    return planter.plant("public", until=planter.public)


@pytest.fixture(scope="module", autouse=True)
def film(stage: Callable[..., Any]) -> Iterator[Planted]:
    with stage(one_public_film) as planted:
        yield planted


@pytest.fixture
def address(film: Planted) -> Any:
    """`address(pattern)`: the pattern with this film's slug, poster and a grown-up's link in it."""
    from consent import queries

    asked = queries.asks(film.film).latest("pk")
    parts = {
        "slug": film.film.slug,
        "poster": next(one for one in film.addresses if one.endswith("poster.jpg")),
        "token": queries.token_of(asked),
    }
    return lambda pattern: pattern.format(**parts)


def ask(path: str, client: Client | None = None) -> HttpResponse:
    response = (client or Client()).get(path, secure=True, headers={"host": HOST})
    if response.streaming:
        b"".join(response)  # which closes its file
    return response


def csp(response: HttpResponse) -> dict[str, list[str]]:
    said = response.headers["Content-Security-Policy"]
    return {parts[0]: parts[1:] for part in said.split(";") if (parts := part.split())}


def test_every_answer_says_what_it_may_do(production: None, address: Any) -> None:
    """S39: HSTS, no-sniff, referrer, opener, resource and permissions policy, on each kind of page."""
    for pattern in (*PUBLIC, *PERSONAL, *STAFF, *NOTHING):
        headers = ask(address(pattern)).headers
        seconds = int(re.search(r"max-age=(\d+)", headers["Strict-Transport-Security"])[1])
        assert seconds >= 31_536_000, pattern
        assert "includeSubDomains" in headers["Strict-Transport-Security"], pattern
        assert headers["X-Content-Type-Options"] == "nosniff", pattern
        assert headers["Referrer-Policy"] in ("same-origin", "no-referrer", "strict-origin"), pattern
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin", pattern
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin", pattern
        assert "camera=()" in headers["Permissions-Policy"], pattern
        assert "geolocation=()" in headers["Permissions-Policy"], pattern
        assert "Server" not in headers, pattern
        assert "X-Powered-By" not in headers, pattern


def test_public_and_personal_pages_let_nothing_foreign_run(production: None, address: Any) -> None:
    """S39, S10: default-src 'none', only this origin, no unsafe word, framed by nobody."""
    for pattern in (*PUBLIC, *PERSONAL, *NOTHING, "/staff/login/"):
        policy = csp(ask(address(pattern)))
        assert policy["default-src"] == ["'none'"], pattern
        assert policy["frame-ancestors"] == ["'none'"], pattern
        assert policy["base-uri"] == ["'none'"], pattern
        assert policy["form-action"] == ["'self'"], pattern
        for directive, sources in policy.items():
            allowed = {"data:"} if directive == "img-src" else set()
            assert not set(UNSAFE).difference(allowed).intersection(sources), (pattern, directive, sources)


def test_public_pages_have_no_inline_script_or_style(production: None, address: Any) -> None:
    """S39: what the policy forbids is not there either, and every address in a page is this site's."""
    for pattern in (*PUBLIC, *PERSONAL, *NOTHING):
        response = ask(address(pattern))
        if response.streaming or "html" not in response.headers.get("Content-Type", ""):
            continue
        html = response.content.decode()
        assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/(ld\+)?json)", html), pattern
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=[\"']|javascript:", html), pattern
        for found in LOADED.findall(html):
            assert found.startswith(OURS), (pattern, found)


def test_public_pages_set_no_cookie(production: None, address: Any) -> None:
    """S10: no cookie, so no banner; and nothing that would keep caches from helping."""
    for pattern in PUBLIC:
        response = ask(address(pattern))
        assert response.status_code == 200, pattern
        assert not response.cookies, (pattern, response.cookies)
        assert "Cookie" not in response.headers.get("Vary", ""), pattern
        assert "public" in response.headers["Cache-Control"], pattern
        if pattern != "/sitemap.xml":  # a list for search engines, not a thing to be found
            assert "noindex" not in response.headers.get("X-Robots-Tag", ""), pattern
        age = int(re.search(r"max-age=(\d+)", response.headers["Cache-Control"])[1])
        if "film" in pattern or "poster" in pattern or pattern in ("/", "/pl/", "/ar/", "/sitemap.xml"):
            assert age <= LONGEST_KEPT, (pattern, age)  # S16, F15: gone from caches within a minute


def test_personal_and_staff_pages_are_kept_by_nobody(production: None, address: Any) -> None:
    """S39: private, no-store and no search engine, for what belongs to one child, one adult or staff."""
    for pattern in (*PERSONAL, *STAFF):
        response = ask(address(pattern))
        assert response.status_code in (200, 302, 404), pattern
        assert "no-store" in response.headers["Cache-Control"], pattern
        assert "private" in response.headers["Cache-Control"], pattern
        assert "noindex" in response.headers["X-Robots-Tag"], pattern


def test_cookies_are_locked(production: None, address: Any) -> None:
    """S39: each cookie a child or staff gets is Secure, HttpOnly, SameSite and of this host alone."""
    client = Client()
    ask("/films/make/", client)
    client.post("/films/make/", secure=True, headers={"host": HOST, "origin": f"https://{HOST}"})
    ask("/staff/login/", client)
    assert client.cookies, "No cookie was set: nothing was tested."
    for name, cookie in client.cookies.items():
        assert cookie["secure"], name
        assert cookie["httponly"], name
        assert cookie["samesite"] in ("Lax", "Strict"), name
        assert not cookie["domain"], name


def test_http_leads_to_https(production: None) -> None:
    """S39: nothing is served in the clear but the two addresses a load balancer asks."""
    response = Client().get("/films/", headers={"host": HOST})
    assert response.status_code == 301
    assert response.headers["Location"] == f"https://{HOST}/films/"
    assert Client().get("/healthz", headers={"host": HOST}).status_code == 200


@pytest.fixture
def real_server(process_env: dict[str, str], tmp_path: Path) -> Iterator[int]:
    """Production's own server as a process; its port."""
    env = {
        **process_env,
        "DJANGO_SETTINGS_MODULE": "config.settings.production",
        "SECRET_KEY": "for-this-test-alone",
        "SITE_URL": f"https://{HOST}",
        "ALLOWED_HOSTS": HOST,
    }
    with gunicorn(env, tmp_path / "server.log") as port:
        yield port


def test_the_server_does_not_introduce_itself(real_server: int) -> None:
    """S39: no name, no version of what answers; also where Django is not asked at all."""
    for request in (
        b"GET /healthz HTTP/1.1\r\nHost: heard.example\r\nConnection: close\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nHost: somebody-else.example\r\nX-Forwarded-Proto: https\r\n"  # noqa: ISC004
        b"Connection: close\r\n\r\n",
        b"GET / HTTP/1.1\r\nbroken header\r\n\r\n",
    ):
        answer = raw(real_server, request)
        assert answer.startswith(b"HTTP/1.1"), answer[:100]
        assert not re.search(rb"(?i)^server:.*\d", answer, re.MULTILINE), answer[:400]
        assert not re.search(rb"(?i)python/|django|wagtail|traceback", answer), answer[:400]


def test_control_the_real_server_answers(real_server: int) -> None:
    """The test above proves something only if this server is the site."""
    connection = HTTPConnection("127.0.0.1", real_server, timeout=120)
    connection.request("GET", "/healthz", headers={"Host": HOST})
    answer = connection.getresponse()
    assert answer.status == 200
    assert answer.headers["Permissions-Policy"]
    connection.close()
