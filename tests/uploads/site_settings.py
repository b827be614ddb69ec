"""The demo's settings, with these tests' journey and a page to send from."""

from config.settings.dev import *

UPLOAD_OWNER = "tests.uploads.journeys.owner_of"
ROOT_URLCONF = "tests.uploads.site_urls"
