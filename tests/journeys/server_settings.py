"""The demo's settings, with static files as they lie in the sources: gathering them takes a minute."""

from config.settings.dev import *
from config.settings.dev import STORAGES

STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
