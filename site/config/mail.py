"""Read EMAIL_URL into Django's MAILERS."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_BACKENDS = "django.core.mail.backends"
_SECONDS_TO_ANSWER = 20


def mailers(url: str) -> dict[str, dict[str, Any]]:
    """Return the MAILERS setting that `url` asks for.

    `file:///folder` writes each message to a file, `console:` prints it, `memory:` keeps it for a
    test, `smtp://user:password@host:port` speaks STARTTLS when the address ends in `?tls=1`, and
    `smtps://…` speaks TLS from the first byte.

    Raises ImproperlyConfigured, with examples, for anything else.
    """
    parts = urlsplit(url)
    match parts.scheme:
        case "file" if parts.path:
            return {
                "default": {
                    "BACKEND": f"{_BACKENDS}.filebased.EmailBackend",
                    "OPTIONS": {"file_path": parts.path},
                }
            }
        case "console":
            return {"default": {"BACKEND": f"{_BACKENDS}.console.EmailBackend"}}
        case "memory":
            return {"default": {"BACKEND": f"{_BACKENDS}.locmem.EmailBackend"}}
        case "smtp" | "smtps" if parts.hostname:
            options: dict[str, Any] = {"host": parts.hostname, "timeout": _SECONDS_TO_ANSWER}
            if parts.port:
                options["port"] = parts.port
            if parts.username:
                options |= {"username": unquote(parts.username), "password": unquote(parts.password or "")}
            if parts.scheme == "smtps":
                options["use_ssl"] = True
            elif parts.query == "tls=1":
                options["use_tls"] = True
            return {"default": {"BACKEND": f"{_BACKENDS}.smtp.EmailBackend", "OPTIONS": options}}
    # The address may hold a password, so it is not repeated here.
    raise ImproperlyConfigured(
        "EMAIL_URL is not understood. Use file:///folder, console:, smtp://host:25, "
        "smtp://user:password@host:587?tls=1 or smtps://user:password@host:465."
    )
