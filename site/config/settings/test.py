"""Tests: no network, a fresh data folder for each process, tasks run by hand."""

import os
import tempfile
from pathlib import Path

# What is slow to make and safe to share between runs (built assets, migrated databases) stays
# in the caller's data folder; everything a test writes goes to a new one.
LASTING_DIR = Path(os.environ.get("DATA_DIR") or Path(__file__).resolve().parents[3] / "var").resolve()
os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="heard-tests-")
os.environ["EMAIL_URL"] = "memory:"

from config.settings.base import *  # noqa: E402
from config.settings.base import DATA_DIR, DATABASES, STATIC_ROOT, STORAGES  # noqa: E402

SECRET_KEY = "only-for-tests"
DEBUG = False
DEMO = True
STAFF_SECOND_FACTOR = False  # tests of the door itself turn it on
LEDGER_WATCHED_SECONDS = 0  # so do tests of restored backups; a page's queries are counted without it
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Django's live server would answer /media/ itself, from any folder: only our view may.
MEDIA_URL = "http://media.invalid/"
STATICFILES_DIRS = [LASTING_DIR / "assets"]
STATICFILES_DIRS[0].mkdir(parents=True, exist_ok=True)
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend", "QUEUES": ["default", "video"]}}

_database = DATABASES["default"]
if _database["ENGINE"].endswith("sqlite3"):
    # A file, not memory: threads and other processes must see the same rows.
    _database["NAME"] = str(DATA_DIR / "heard.sqlite3")
    _database["OPTIONS"]["init_command"] = _database["OPTIONS"]["init_command"].replace("FULL", "OFF")
else:
    # A pool keeps connections open, and a database with open connections cannot be renewed.
    _database["OPTIONS"] = {"options": "-c synchronous_commit=off"}
