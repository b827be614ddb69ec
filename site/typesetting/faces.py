"""The site's own typefaces, as the typesetter reads them.

The browser's are compressed and cut into subsets; here each is a file and a family of its own, and the
typesetter goes from one to the next as a browser does. They come from the locked npm packages by way of
the built assets (config/assets.py), so none is kept in this repository. Made once a version, beside
other data.
"""

from __future__ import annotations

import hashlib
import io
import os
from functools import lru_cache
from pathlib import Path

import typst
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from fontTools.ttLib import TTFont

DISPLAY = ("bricolage-grotesque-latin-800", "bricolage-grotesque-latin-ext-800", "vazirmatn-arabic-800")
TEXT = (
    "atkinson-hyperlegible-next-latin-400",
    "atkinson-hyperlegible-next-latin-ext-400",
    "vazirmatn-arabic-400",
)
_FAMILY = (1, 16)  # where a font says what family it is of


class AssetMissing(RuntimeError):
    """A file of the look is not there: `manage.py build_assets` was not run."""


@lru_cache(maxsize=1)
def loaded() -> typst.Fonts:
    """Return the faces, ready to set with; raises AssetMissing."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(_folder())])


def writable(text: str) -> str:
    """Return `text` without the signs that no face has, which would be printed as empty boxes."""
    return "".join(sign for sign in text if sign.isspace() or ord(sign) in _drawn()).strip()


def asset(name: str) -> bytes:
    """Return a built file of the look, such as 'img/scene.svg'; raises AssetMissing."""
    found = finders.find(name)
    try:
        if found:
            return Path(str(found)).read_bytes()
        stored = getattr(staticfiles_storage, "stored_name", str)(name)
        with staticfiles_storage.open(stored) as file:
            return bytes(file.read())
    except (OSError, ValueError) as error:
        raise AssetMissing(f"{name} is not built. Run `manage.py build_assets`.") from error


@lru_cache(maxsize=1)
def _drawn() -> frozenset[int]:
    """The signs that both stacks can write."""
    stacks = [
        frozenset().union(*(TTFont(_folder() / f"{name}.ttf").getBestCmap() for name in stack))
        for stack in (DISPLAY, TEXT)
    ]
    return stacks[0] & stacks[1]


@lru_cache(maxsize=1)
def _folder() -> Path:
    """The folder with every face as a file, made when it is not there."""
    packed = {name: asset(f"fonts/{name}.woff2") for name in (*DISPLAY, *TEXT)}
    version = hashlib.sha256(b"".join(packed.values())).hexdigest()[:16]
    folder = Path(settings.DATA_DIR) / "typefaces" / version
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in packed.items():
        target = folder / f"{name}.ttf"
        if not target.exists():
            # Whole or not at all: another process may read it at this moment.
            fresh = folder / f".{name}.{os.getpid()}"
            _unpack(content, name, fresh)
            fresh.replace(target)
    return folder


def _unpack(content: bytes, name: str, target: Path) -> None:
    with TTFont(io.BytesIO(content)) as face:
        face.flavor = None
        for record in face["name"].names:
            if record.nameID in _FAMILY:
                record.string = name
        face.save(target)
