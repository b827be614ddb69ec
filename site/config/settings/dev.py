"""A laptop and the demo: no secret needed, friendly errors, everything under DATA_DIR."""

import hashlib

from config import env
from config.settings.base import *
from config.settings.base import ALLOWED_HOSTS, DATA_DIR

DEBUG = env.flag("DEBUG", False)
# Stable across restarts of one demo, different between two, and never usable in production,
# which refuses to start without its own.
SECRET_KEY = env.text("SECRET_KEY", hashlib.sha256(f"demo:{DATA_DIR}".encode()).hexdigest())
DEMO = True
ALLOWED_HOSTS = [*ALLOWED_HOSTS, "localhost", "127.0.0.1"]
# The demo is meant to be walked into; STAFF_SECOND_FACTOR=1 shows how it really is (S40).
STAFF_SECOND_FACTOR = env.flag("STAFF_SECOND_FACTOR", False)
