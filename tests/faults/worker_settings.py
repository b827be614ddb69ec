"""The demo's settings with short waits, for tests that wait until a killed worker's film is free again."""

from config.settings.dev import *

FILM_LEASE_SECONDS = 12
SECONDS_BETWEEN_SWEEPS = 3
