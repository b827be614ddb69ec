"""The door to the staff side: no address under /admin/ answers without a second factor (S40)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.csp import CSP
from django.utils.http import urlencode

from accounts import sessions

ADMIN = "/admin/"
STAFF = "/staff/"
_NOT_A_PERSON = ("/admin/editing-sessions/",)  # a page left open asks for these by itself


class StaffDoor:
    """Asks for a staff session whose second factor was passed in this very session.

    Somebody who is asked to sign in is only ever sent to /staff/; everything else gets a plain
    403, so that what is behind the door says nothing about itself.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _is_under(request.path_info, ADMIN):
            response = self._refusal(request) or self.get_response(request)
            response._csp_config = admin_csp()  # type: ignore[attr-defined]
            return _private(response)
        if not _is_under(request.path_info, STAFF):
            return self.get_response(request)
        if getattr(request.user, "guest", False) and request.path_info != reverse("account_logout"):
            return _private(HttpResponseForbidden())
        return _private(self.get_response(request))

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Wagtail's own log-in for private pages asks for a password alone: it leads here instead."""
        match = request.resolver_match
        if match is not None and match.url_name == "wagtailcore_login":
            return redirect("account_login")
        return None

    def _refusal(self, request: HttpRequest) -> HttpResponse | None:
        user = request.user
        if user.is_authenticated and sessions.is_over(request):
            logout(request)
            return _sign_in(request)
        if not user.is_authenticated or not user.is_active:
            return _sign_in(request)
        if user.guest:
            return HttpResponseForbidden()
        if settings.STAFF_SECOND_FACTOR and not sessions.passed_second_factor(request):
            return _set_up_second_factor(request)
        if request.path_info == reverse("wagtailadmin_login"):
            return HttpResponseRedirect(reverse("wagtailadmin_home"))
        if not request.path_info.startswith(_NOT_A_PERSON):
            sessions.touch(request)
        return None


def admin_csp() -> dict[str, list[Any]]:
    """Return the policy of the admin: Wagtail needs inline scripts and styles, and only there (S39)."""
    strict = cast("dict[str, list[Any]]", settings.SECURE_CSP)
    policy = {name: list(sources) for name, sources in strict.items()}
    policy["script-src"] = [CSP.SELF, CSP.UNSAFE_INLINE]
    policy["style-src"] = [CSP.SELF, CSP.UNSAFE_INLINE]
    policy["img-src"] = [CSP.SELF, "data:", "blob:"]
    policy["media-src"] = [CSP.SELF, "blob:"]
    policy["frame-src"] = [CSP.SELF]
    policy["frame-ancestors"] = [CSP.SELF]  # previews
    return policy


def _is_under(path: str, prefix: str) -> bool:
    return path == prefix.rstrip("/") or path.startswith(prefix)


def _wants_a_page(request: HttpRequest) -> bool:
    return request.method in ("GET", "HEAD") and request.accepts("text/html") and not _is_script(request)


def _is_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "XMLHttpRequest"


def _sign_in(request: HttpRequest) -> HttpResponse:
    if not _wants_a_page(request):
        return HttpResponseForbidden()
    address = reverse("account_login")
    if request.path_info == reverse("wagtailadmin_login"):
        return HttpResponseRedirect(address)
    return HttpResponseRedirect(f"{address}?{urlencode({'next': request.get_full_path()})}")


def _set_up_second_factor(request: HttpRequest) -> HttpResponse:
    """A session without a second factor: set one up, or sign in again with the one there is."""
    from allauth.mfa.utils import is_mfa_enabled

    if is_mfa_enabled(request.user):
        logout(request)
        return _sign_in(request)
    if not _wants_a_page(request):
        return HttpResponseForbidden()
    return HttpResponseRedirect(reverse("mfa_activate_totp"))


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
