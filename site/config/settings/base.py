"""Settings every environment shares. What differs comes from the environment (docs/settings.md)."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from config import env
from config.mail import mailers

ROOT = Path(__file__).resolve().parents[3]
DATA_DIR = env.folder("DATA_DIR", ROOT / "var")

SITE_URL = env.text("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
WAGTAILADMIN_BASE_URL = SITE_URL
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", urlsplit(SITE_URL).hostname or "127.0.0.1")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "config",
    "home",
    "our_childhood",
    "takeover",
    "takeover.challenges",
    "takeover.wishes",
    "takeover.sign_ups",
    "takeover.stories",
    "takeover.days",
    "cicc_meetups",
    "cicc_meetups.bookings",
    "cicc_meetups.questions",
    "cicc_meetups.promises",
    "cicc_meetups.after",
    "cicc_meetups.practice",
    "cicc_meetups.profiles",
    "pledge",
    "pledge.mirror",
    "takeover.circulars",
    "takeover.commendations",
    "takeover.toolkit",
    "help_at_hand",
    "help_at_hand.cases",
    "moderation",
    "places",
    "certificates",
    "calendars",
    "cms",
    "video",
    "uploads",
    "consent",
    "safeguarding",
    "outbox",
    "people",
    "accounts",
    "geography",
    "storage",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.table_block",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
]

MIDDLEWARE = [
    "config.headers.Headers",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "uploads.middleware.SlowBodies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "config.closed.ClosedUntilReplayed",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "our_childhood.switched.Switched",  # after CSRF, which reads a refused form to its end
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.StaffDoor",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "site" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

# --- Database ---------------------------------------------------------------------------------
DATABASES = {
    "default": dj_database_url.parse(env.text("DATABASE_URL", f"sqlite:///{DATA_DIR / 'heard.sqlite3'}"))
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Deferred transactions answer 'locked' at the first write of two; IMMEDIATE queues instead.
    DATABASES["default"]["OPTIONS"] = {
        "timeout": 30,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
elif DATABASES["default"]["ENGINE"].endswith("postgresql"):
    # Seconds that a page of help waits for a database before it is served from its copy (F6). With one, 256
    # threads that share 16 connections wait less than a second.
    DATABASES["default"]["OPTIONS"] = {"pool": {"min_size": 1, "max_size": 16, "timeout": 5}}

# --- Tasks: the database row is the truth, the queue only a hint ---------------------------------
TASKS_BROKER_URL = env.text("TASKS_BROKER_URL", "database")
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend"
        if TASKS_BROKER_URL == "database"
        else "config.celery_tasks.CeleryBackend",
        "QUEUES": ["default", "video"],
    }
}

# --- Cache -----------------------------------------------------------------------------------
CACHE_URL = env.text("CACHE_URL", "memory")
CACHES = (
    {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    if CACHE_URL == "memory"
    else {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": CACHE_URL}}
)

# --- Storage: private and public kept apart -----------------------------------------------------
S3_ENDPOINT_URL = env.text("S3_ENDPOINT_URL", "")
S3_PRIVATE_BUCKET = env.text("S3_PRIVATE_BUCKET", "")
S3_PUBLIC_BUCKET = env.text("S3_PUBLIC_BUCKET", "")
PRIVATE_ROOT = DATA_DIR / "private"
PUBLIC_ROOT = DATA_DIR / "public"
MEDIA_URL = "/media/"
SIGNED_ADDRESS_SECONDS = 60  # S39
if bool(S3_PRIVATE_BUCKET) != bool(S3_PUBLIC_BUCKET) or S3_PRIVATE_BUCKET == S3_PUBLIC_BUCKET != "":
    raise ImproperlyConfigured(
        "S3_PRIVATE_BUCKET and S3_PUBLIC_BUCKET must name two different buckets, or neither be set."
    )
if S3_PRIVATE_BUCKET:
    _s3 = {
        "endpoint_url": S3_ENDPOINT_URL or None,
        "default_acl": None,
        "file_overwrite": False,
        "querystring_expire": SIGNED_ADDRESS_SECONDS,
        "signature_version": "s3v4",
        "addressing_style": "path" if S3_ENDPOINT_URL else "auto",
    }
    _private = {
        "BACKEND": "storage.s3.Bucket",
        "OPTIONS": {**_s3, "bucket_name": S3_PRIVATE_BUCKET, "querystring_auth": True},
    }
    _public = {
        "BACKEND": "storage.s3.Bucket",
        "OPTIONS": {**_s3, "bucket_name": S3_PUBLIC_BUCKET, "base_url": MEDIA_URL},
    }
else:
    _private = {
        "BACKEND": "storage.disk.Disk",
        # Text: Wagtail hands it on to its task that deletes files, as JSON.
        "OPTIONS": {"location": str(PRIVATE_ROOT), "base_url": None, "file_permissions_mode": 0o600},
    }
    _public = {
        "BACKEND": "storage.disk.Disk",
        "OPTIONS": {"location": str(PUBLIC_ROOT), "base_url": MEDIA_URL},
    }
STORAGES = {
    "default": _public,  # editors' pictures and documents
    "private": _private,
    "public": _public,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.text("STATIC_ROOT", str(DATA_DIR / "static")))
STATICFILES_DIRS = [DATA_DIR / "assets"]  # what `manage.py build_assets` makes of site/static_src
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# How often each process asks whether an older database was put back (F14); 0: never.
LEDGER_WATCHED_SECONDS = 30

# --- Video -----------------------------------------------------------------------------------
# A killed worker's film is free again after the first, and found again within the second (F2).
FILM_LEASE_SECONDS = 60
SECONDS_BETWEEN_SWEEPS = 30
FFMPEG_BIN = env.text("FFMPEG_BIN", "")
FFPROBE_BIN = env.text("FFPROBE_BIN", "")
SANDBOX_ALLOW_RLIMITS_ONLY = env.flag("SANDBOX_ALLOW_RLIMITS_ONLY", False)
CLAMD_ADDRESS = env.text("CLAMD_ADDRESS", "")  # tcp://host:3310 or unix:///path (S37)

# --- Uploads: the making journey owns an upload; a random address alone opens nothing ------------
UPLOAD_OWNER = "our_childhood.drafts.upload_owner"
UPLOAD_MAX_BYTES = 1024**3
UPLOAD_EXPIRES_HOURS = 24
FILE_UPLOAD_HANDLERS = ["uploads.handlers.OnDisk"]
# Of a web process's threads, 64 never wait for a long body (config/gunicorn.py).
SLOW_BODIES = max(1, env.whole_number("WEB_THREADS", 256) - 64)
# Proxies of our own in front of the site; without any, X-Forwarded-For is not believed.
TRUSTED_PROXIES = env.whole_number("TRUSTED_PROXIES", 0)
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024**2
FILE_UPLOAD_TEMP_DIR = env.folder("FILE_UPLOAD_TEMP_DIR", DATA_DIR / "tmp")

# --- Mail --------------------------------------------------------------------------------------
MAILERS = mailers(env.text("EMAIL_URL", f"file://{DATA_DIR / 'mail'}"))
SECURITY_EMAIL = env.text("SECURITY_EMAIL", "security@heard.example")
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "Heard <hello@heard.example>")

# --- Language ------------------------------------------------------------------------------------
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"
LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("en", _("English")), ("pl", _("Polish")), ("ar", _("Arabic"))]
WAGTAIL_I18N_ENABLED = True
FORMAT_MODULE_PATH = ["config.formats"]  # 21 November 2026, not Nov. 21, 2026
LOCALE_PATHS = [ROOT / "site" / "locale"]

# Words encrypted at rest (people/sealed.py): the first key seals, all of them read.
FIELD_KEYS = env.words("FIELD_KEY")

# --- Security (S39) ------------------------------------------------------------------------------
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    "media-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}

# Error reports say nothing of what somebody wrote on the help pages, with DEBUG neither (S31).
DEFAULT_EXCEPTION_REPORTER_FILTER = "config.reports.Filter"
DEFAULT_EXCEPTION_REPORTER = "config.reports.Reporter"

# --- Staff sign-in (S40): a password and a second factor, in every session ------------------------
STAFF_SECOND_FACTOR = True
STAFF_SESSION_SECONDS = SESSION_COOKIE_AGE = 8 * 3600
STAFF_IDLE_SECONDS = 30 * 60
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "wagtailadmin_home"
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False  # allauth's pages, which know the second factor
WAGTAIL_PASSWORD_RESET_ENABLED = False
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
ACCOUNT_ADAPTER = "accounts.adapters.StaffAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/300s/key"}
# Guests, who are adults from outside, sign in by a code sent to their address (ADR 0120).
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_LOGIN_TIMEOUT = 15 * 60  # seconds
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
MFA_ADAPTER = "accounts.adapters.StaffMFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1

# --- Review: two people decide on each of these, and nobody publishes by permission ---------------
REVIEWED_MODELS = [
    "our_childhood.Film",
    "takeover.Host",
    "challenges.Challenge",
    "wishes.Wish",
    "stories.WriteUp",
    "stories.Change",
    "questions.Question",
    "promises.Promise",
    "promises.News",
    "after.Picture",
    "practice.Post",
    "practice.Answer",
    "profiles.Profile",
    "pledge.PublicName",
]
WAGTAIL_FINISH_WORKFLOW_ACTION = "moderation.workflows.publish"

# --- Wagtail -------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Heard"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False  # being one gives no say in moderation
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILDOCS_SERVE_METHOD = "serve_view"  # /media/ gives no documents: only their view knows who may
WAGTAILDOCS_EXTENSIONS = ["pdf", "odt", "docx", "txt", "rtf"]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"wordless": {"()": "config.reports.Wordless"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["wordless"]}
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    # What a task achieved is in the row it worked on; a line for each start and end drowns the rest.
    "loggers": {"django.tasks": {"level": "WARNING"}},
}
