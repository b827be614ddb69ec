"""What every test may ask for: a database, a browser, a live site, tasks run, mail seen.

`make test` says how the suite is run; docs/testing.md says how to write for it.
"""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.management import call_command
from django.tasks import task_backends
from django.test import TransactionTestCase
from django.utils import translation
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from tests import chromium, ready
from tests.databases import TestDatabase, test_database

if (Path(__file__).parent / "storage" / "s3_server.py").exists():
    from tests.storage.s3_server import own_buckets, s3_buckets, s3_server, s3_storage  # noqa: F401

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
WCAG_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def pytest_collection_finish() -> None:
    """Spare the garbage collector what lasts as long as the run: it was a fifteenth of the suite's time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)


@pytest.fixture(scope="session", autouse=True)
def data_folder() -> Iterator[Path]:
    """DATA_DIR of this process: new, and gone afterwards. Catalogues are compiled first."""
    ready.catalogues()
    yield Path(settings.DATA_DIR)
    shutil.rmtree(settings.DATA_DIR, ignore_errors=True)


@pytest.fixture(scope="session")
def database(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker, data_folder: Path
) -> Iterator[TestDatabase]:
    """Copy the migrated template instead of migrating, and again after each test that commits."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        database = test_database()
        database.renew()
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _: database.renew())
        yield database
        database.drop()


@pytest.fixture(scope="session")
def django_db_setup(database: TestDatabase) -> None:
    """The name pytest-django asks for."""


@pytest.fixture(scope="session")
def stage(database: TestDatabase, django_db_blocker: DjangoDbBlocker) -> Callable[..., Any]:
    """`with stage(make) as made:` in a module's fixture: its tests begin with what `make()` committed.

    Each finds it as it was made, whatever others did to it; `made` is what `make` returned.
    """

    @contextmanager
    def set_up(make: Callable[[], Any]) -> Iterator[Any]:
        with django_db_blocker.unblock(), database.stage(make) as made:
            yield made

    return set_up


@pytest.fixture(scope="module")
def demo_pages(stage: Callable[..., Any]) -> Iterator[None]:
    """The demo's pages, menus and help in three languages."""
    from home.demo import build

    with stage(build):
        yield


@pytest.fixture(autouse=True)
def fresh_queue() -> None:
    """No test sees what another one enqueued or cached."""
    from django.core.cache import cache

    if hasattr(task_backends["default"], "clear"):
        task_backends["default"].clear()
    cache.clear()


@pytest.fixture(autouse=True)
def films_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test begins as a process that has just asked the switch; `switch.forget()` asks again."""
    from safeguarding import switch

    monkeypatch.setattr(switch, "_known", (True, float("inf")))


@pytest.fixture(autouse=True)
def frame_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test begins as a process that has not yet asked for the site's settings and the editors' links."""
    from cms import navigation
    from cms.models import SiteSettings

    monkeypatch.setattr(SiteSettings._by_host, "_known", {})
    monkeypatch.setattr(navigation._links, "_known", {})


@pytest.fixture(autouse=True)
def own_ledger(data_folder: Path) -> Iterator[None]:
    """What another test took back is nothing this one's database forgot: the site would stay closed."""
    from consent import tombstones

    yield
    shutil.rmtree(Path(settings.PRIVATE_ROOT) / tombstones.PREFIX, ignore_errors=True)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """A page asked for in Arabic leaves Arabic behind in its thread; the next test starts in English."""
    translation.activate(settings.LANGUAGE_CODE)
    yield
    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture
def run_tasks(django_capture_on_commit_callbacks: Any) -> Callable[..., int]:
    """`run_tasks()` runs what is enqueued, and what that enqueues, until nothing is left.

    Returns how many ran. In a test that rolls back, wrap the act that enqueues on commit in
    `django_capture_on_commit_callbacks(execute=True)`. `run_tasks(twice=True)` delivers each task
    twice (F8).
    """

    def drain(*, twice: bool = False) -> int:
        backend = task_backends["default"]
        if not hasattr(backend, "results"):
            call_command("db_worker", batch=True, startup_delay=False, queue_name="*", verbosity=0)
            return -1
        count = 0
        while backend.results:
            result = backend.results.pop(0)
            for _ in range(2 if twice else 1):
                with django_capture_on_commit_callbacks(execute=True):
                    result.task.call(*result.args, **result.kwargs)
            count += 1
        return count

    return drain


@pytest.fixture
def process_env(transactional_db: None, data_folder: Path) -> dict[str, str]:
    """The environment in which `manage.py …` as a process of its own sees this test's data."""
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        url = f"sqlite:///{database['NAME']}"
    else:
        secret = f":{database['PASSWORD']}" if database["PASSWORD"] else ""
        host = f"{quote(database['HOST'], safe='')}:{database['PORT'] or 5432}"
        url = f"postgresql://{database['USER']}{secret}@{host}/{database['NAME']}"
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "SECRET_KEY": settings.SECRET_KEY,
        "DATA_DIR": str(data_folder),
        "DATABASE_URL": url,
        "EMAIL_URL": f"file://{data_folder / 'mail'}",
    }


# --- Browser ---------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the session; a missing one fails the test in plain words."""
    with sync_playwright() as playwright:
        path = chromium.find(playwright)
        if path is None:
            pytest.fail(chromium.MISSING, pytrace=False)
        # Playwright keeps an event loop in this thread, which Django would otherwise refuse.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        started = playwright.chromium.launch(executable_path=path, args=chromium.ARGUMENTS)
        yield started
        started.close()
        os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)


class Pages:
    """Makes pages, each in a context of its own, and keeps what went wrong in them."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self.errors: list[str] = []
        self.requested: list[str] = []

    def __call__(self, *, viewport: dict[str, int] = DESKTOP, **options: Any) -> Page:
        """Return a new page; `options` are Playwright's for a context (locale, java_script_enabled …)."""
        context = self._browser.new_context(viewport=viewport, reduced_motion="reduce", **options)
        context.set_default_timeout(15_000)
        self._contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: self.requested.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on(
            "console", lambda message: self.errors.append(message.text) if message.type == "error" else None
        )
        return page

    def phone(self, **options: Any) -> Page:
        return self(viewport=PHONE, has_touch=True, **options)

    def without_scripts(self, **options: Any) -> Page:
        return self(java_script_enabled=False, **options)

    def close(self) -> None:
        for context in self._contexts:
            context.close()


@pytest.fixture
def pages(browser: Browser) -> Iterator[Pages]:
    """`pages()`, `pages.phone()`, `pages.without_scripts()`; `.errors` and `.requested` of all."""
    made = Pages(browser)
    yield made
    made.close()


@pytest.fixture
def page(pages: Pages) -> Page:
    return pages()


@pytest.fixture
def phone_page(pages: Pages) -> Page:
    return pages.phone()


@pytest.fixture
def no_js_page(pages: Pages) -> Page:
    return pages.without_scripts()


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """`axe(page)` fails with the list of what WCAG 2.2 AA would not accept (S27)."""

    def check(page: Page) -> None:
        page.wait_for_load_state()  # a click answers when the next page begins, before it has a document
        results = Axe().run(
            page, options={"resultTypes": ["violations"], "runOnly": {"type": "tag", "values": WCAG_TAGS}}
        )
        assert results.violations_count == 0, f"{page.url}\n{results.generate_report()}"

    return check


# --- Live site -------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def assets() -> Path:
    """The built scripts, styles and fonts, made once and kept between runs."""
    return ready.assets()


@pytest.fixture
def live_site(assets: Path, live_server: LiveServer, settings: Any) -> LiveServer:
    """The site over HTTP with its assets, tasks in the database queue; `live_site.url`.

    Requests run in threads, which see only what is committed.
    """
    settings.TASKS = {
        "default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "video"]}
    }
    settings.SITE_URL = settings.WAGTAILADMIN_BASE_URL = live_server.url
    return live_server


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what opens a browser or a live site, and what asks the database, whether it says so or not."""
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if item.get_closest_marker("django_db") or {"db", "transactional_db"}.intersection(fixtures):
            item.add_marker(pytest.mark.database)
        if "browser" in fixtures or "live_site" in fixtures:
            item.add_marker(pytest.mark.browser)


def pytest_report_header() -> str:
    engine = settings.DATABASES["default"]["ENGINE"].rsplit(".", 1)[-1]
    return f"database: {engine}, python {sys.version.split()[0]}"
