"""`python -m tests.ready`: makes what tests wait for: catalogues, assets, a migrated database."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import django
from django.conf import settings

from config.assets import build
from config.catalogues import compile_all
from tests.databases import alone, test_database


def catalogues() -> None:
    """Compile every catalogue that is older than its source."""
    for folder in settings.LOCALE_PATHS:
        compile_all(Path(folder))


def assets() -> Path:
    """Build scripts, styles and fonts, once for all processes and kept between runs; return their folder."""
    with alone(settings.LASTING_DIR / "tests" / "assets.lock"):
        build(root=settings.ROOT, data=settings.LASTING_DIR)
    return Path(settings.STATICFILES_DIRS[0])


def main() -> None:
    """Make all of it for the database DATABASE_URL names."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()
    catalogues()
    assets()
    test_database()
    shutil.rmtree(settings.DATA_DIR, ignore_errors=True)


if __name__ == "__main__":
    main()
