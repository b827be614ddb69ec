"""Signing in by a code sent to one's address: for guests only (ADR 0120).

Thin over allauth's own process, which keeps the code in the session, counts wrong ones and ends after
settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT seconds. The room whose door it is draws the pages and posts the
letter (`signals.code_asked`).
"""

from __future__ import annotations

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.core.internal.cryptokit import compare_user_code
from django.contrib.auth import logout
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from accounts.models import User


def guest(request: HttpRequest) -> User | None:
    """Return the guest who is signed in, or None: for nobody, and for staff."""
    user = request.user
    return user if isinstance(user, User) and user.is_active and user.guest else None


@transaction.atomic
def ask(request: HttpRequest, *, email: str, door: str) -> None:
    """Have a code sent to `email`; an address nobody has used before becomes a guest's.

    The programme whose `door` it is writes the letter.

    To an address of staff goes a letter without a code, and this browser cannot tell: the page is the
    same, and no code opens.
    """
    request.asks_for_code = door  # type: ignore[attr-defined]
    if request.user.is_authenticated:
        logout(request)
    user = User.objects.whoever_has(email)
    known = user.guest and user.is_active
    LoginCodeVerificationProcess.initiate(
        request=request, user=user if known else None, email=user.email if known else email
    )


def waiting_for(request: HttpRequest) -> str:
    """Return the address whose code this browser is asked for, or '' when none is (any more)."""
    process = _process(request)
    return str(process.state.get("email", "")) if process is not None else ""


def enter(request: HttpRequest, *, code: str, to: str) -> HttpResponseBase | None:
    """Sign in with `code` and lead to the address `to`; None for a wrong code.

    After settings.ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS wrong ones nothing waits any more.
    """
    process = _process(request)
    if process is None:
        return None
    if not process.code or not compare_user_code(actual=code, expected=process.code):
        process.record_invalid_attempt()
        return None
    return process.finish(to)


def _process(request: HttpRequest) -> LoginCodeVerificationProcess | None:
    stage = LoginStageController.enter(request, LoginByCodeStage.key)
    return LoginCodeVerificationProcess.resume(stage) if stage is not None else None
