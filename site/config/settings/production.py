"""A public service. Anything missing stops the start with a sentence that says what to set."""

from config import env
from config.settings.base import *

DEBUG = False
DEMO = False
SECRET_KEY = env.text(
    "SECRET_KEY",
    fix="Make one with: python -c 'import secrets; print(secrets.token_urlsafe(50))'",
)
SITE_URL = env.text("SITE_URL", fix="Set it to the public address, for example https://heard.example").rstrip(
    "/"
)

SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
