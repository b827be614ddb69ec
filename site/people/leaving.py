"""Leaving a page at once (S31): a plain link, which answers with somewhere harmless and forgets this browser.

static_src/js/exit.js takes the same link in place of the page, so that going back shows nothing of it.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseRedirect

from people.pages import private

ELSEWHERE = "https://www.bbc.co.uk/weather"


def leave(request: HttpRequest, *cookies: str) -> HttpResponseRedirect:
    """Answer `request` with a page that has nothing to do with us; the browser forgets `cookies`."""
    response = private(HttpResponseRedirect(ELSEWHERE))
    for name in cookies:
        if name in request.COOKIES:
            response.delete_cookie(name, path="/", samesite="Lax")
    response["Clear-Site-Data"] = '"cache"'
    return response
