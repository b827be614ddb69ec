"""Taking in one paper. With a scanner that is configured and down it is kept and held (S37, F16)."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.utils.translation import gettext_lazy as _

import storage
from storage.content_types import DOWNLOAD
from uploads.handlers import RefusedFile
from video import clamd
from video.refusals import Refused

MAX_BYTES = 10 * 1024**2
_HEAD = 8
_STARTS = {b"%PDF-": ".pdf", b"\xff\xd8\xff": ".jpg", b"\x89PNG\r\n\x1a\n": ".png"}


class Problem(models.TextChoices):
    """Why a paper was not taken."""

    EMPTY = "empty", _("There is nothing in this file. Please choose it again.")
    TOO_BIG = "too_big", _("This file is larger than 10 MB. Please send a smaller one.")
    WRONG_KIND = "wrong_kind", _("Please send a PDF, a picture, or a Word or OpenDocument text.")
    INFECTED = "infected", _("Our scanner found something harmful in this file, so we did not keep it.")
    NO_ROOM = "no_room", _("We have no room for it right now. Please try again in an hour.")
    LOST = "lost", _("This file did not reach us. Please try again.")


class NotTaken(Exception):
    """A paper was not taken; `problem` says why, in words for whoever sent it."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.value)


@dataclass(frozen=True, slots=True)
class Kept:
    """A paper as it lies in private storage; `size` in bytes. Nobody opens one that is not `scanned`."""

    key: str
    ending: str
    size: int
    sha256: str
    scanned: bool


def keep(file: UploadedFile, room: str) -> Kept:
    """Put `file` into private storage. `room` is how its key begins. Raises NotTaken."""
    if isinstance(file, RefusedFile) or (file.size or 0) > MAX_BYTES:
        raise NotTaken(Problem.TOO_BIG)
    if not file.size:
        raise NotTaken(Problem.EMPTY)
    with _on_disk(file) as path:
        ending = sniff(path)
        scanned = _scan(path)
        key = storage.new_key(room, ending)
        try:
            stored = storage.put(storage.private(), key, path, content_type=DOWNLOAD)
        except storage.StorageFull as error:
            raise NotTaken(Problem.NO_ROOM) from error
        except storage.StorageError as error:
            raise NotTaken(Problem.LOST) from error
    return Kept(stored.key, ending, stored.size, stored.sha256, scanned)


def sniff(path: Path) -> str:
    """Return the ending that the bytes at `path` deserve, whatever their name. Raises NotTaken."""
    with path.open("rb") as opened:
        head = opened.read(_HEAD)
    for start, ending in _STARTS.items():
        if head.startswith(start):
            return ending
    if head.startswith(b"PK") and (ending := _of_archive(path)):
        return ending
    raise NotTaken(Problem.WRONG_KIND)


def scan_again(key: str) -> bool:
    """Scan a paper that was kept while the scanner was down; False when it is down still.

    Raises NotTaken for one that is infected, FileNotFoundError and storage.Unavailable.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper"
        storage.fetch(storage.private(), key, path)
        return _scan(path)


def _scan(path: Path) -> bool:
    try:
        clamd.scan(path)
    except clamd.ScannerDown:
        return False
    except Refused as error:
        raise NotTaken(Problem.INFECTED) from error
    return True


def _of_archive(path: Path) -> str:
    """Return '.docx' or '.odt' for an archive that is one and carries no macros, '' for any other."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            if any(name.lower().endswith(("vbaproject.bin", ".exe", ".js")) for name in names):
                return ""
            if "word/document.xml" in names:
                return ".docx"
            if "mimetype" in names and archive.getinfo("mimetype").file_size < 100:
                said = archive.read("mimetype")
                return ".odt" if said == b"application/vnd.oasis.opendocument.text" else ""
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError):
        return ""
    return ""


@contextmanager
def _on_disk(file: UploadedFile) -> Iterator[Path]:
    where = getattr(file, "temporary_file_path", None)
    if where is not None:
        yield Path(where())
        return
    with tempfile.NamedTemporaryFile() as copy:
        for piece in file.chunks():
            copy.write(piece)
        copy.flush()
        yield Path(copy.name)
