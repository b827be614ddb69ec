"""Lets somebody into a browser whose way in has tests of its own."""

from __future__ import annotations

from django.conf import settings
from django.test import Client
from playwright.sync_api import Page

from accounts.models import User


def let_in(page: Page, site: str, user: User) -> None:
    """Put a session of `user` into the page's browser, in place of whoever was in."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    page.context.clear_cookies()
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])
