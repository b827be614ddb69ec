"""Our words on allauth's hooks: nobody signs up, and secrets are encrypted at rest."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from accounts import signals

_CODE = "account/email/login_code"
_NO_ACCOUNT = "account/email/unknown_account"
# allauth would say these on whatever page of the staff side comes next.
_SAID_ELSEWHERE = ("account/messages/login_code_sent.txt",)
_SAID_TO_STAFF = ("account/messages/logged_in.txt", "account/messages/logged_out.txt")


class StaffAccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an operator, never by a stranger."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("wagtailadmin_home")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Leave letters about codes to the room whose door was knocked at (`signals.code_asked`)."""
        door = getattr(self.request, "asks_for_code", "")
        if template_prefix != _CODE and not (door and template_prefix == _NO_ACCOUNT):
            super().send_mail(template_prefix, email, context)
            return
        signals.code_asked.send(
            sender=type(self),
            door=door,
            email=email,
            code=context["code"] if template_prefix == _CODE else "",
            language=get_language() or settings.LANGUAGE_CODE,
        )

    def send_password_reset_mail(self, user: Any, email: str, context: dict[str, Any]) -> None:
        """A guest has no password, and no letter makes one (ADR 0120)."""
        if not user.guest:
            super().send_password_reset_mail(user, email, context)

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *args: Any, **kwargs: Any
    ) -> None:
        guest = getattr(request.user, "guest", False)
        if message_template in _SAID_ELSEWHERE or (guest and message_template in _SAID_TO_STAFF):
            return
        super().add_message(request, level, message_template, *args, **kwargs)

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        return reverse("account_login")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("wagtailadmin_home")


class StaffMFAAdapter(DefaultMFAAdapter):
    """The seed of an authenticator app opens the door as well as the phone does: keep it encrypted."""

    def get_totp_issuer(self) -> str:
        return settings.WAGTAIL_SITE_NAME

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Any) -> bool:
        return not settings.STAFF_SECOND_FACTOR


def _box() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(secret)) for secret in secrets])


def _key(secret: str | bytes) -> bytes:
    seed = secret.encode() if isinstance(secret, str) else secret
    return base64.urlsafe_b64encode(hashlib.sha256(b"second factor:" + seed).digest())
