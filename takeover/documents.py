"""Taking in a host's paper: sniffed, limited, scanned, and put under a random key in private storage."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

import storage
from storage.content_types import DOWNLOAD
from takeover.enums import DocumentKind
from takeover.models import Document, Registration
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
    """A paper was not taken; `problem` says why, in words for its host."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.value)


def take(*, registration: Registration, kind: DocumentKind, file: UploadedFile) -> Document:
    """Keep `file` as the newest paper of its kind. Raises NotTaken.

    With a scanner that is configured and down, the paper is kept and held: nobody opens it until the
    sweep has had it scanned (S37, F16).
    """
    if isinstance(file, RefusedFile) or (file.size or 0) > MAX_BYTES:
        raise NotTaken(Problem.TOO_BIG)
    if not file.size:
        raise NotTaken(Problem.EMPTY)
    with _on_disk(file) as path:
        ending = sniff(path)
        scanned = _scan(path)
        key = storage.new_key("hosts", ending)
        try:
            stored = storage.put(storage.private(), key, path, content_type=DOWNLOAD)
        except storage.StorageFull as error:
            raise NotTaken(Problem.NO_ROOM) from error
        except storage.StorageError as error:
            raise NotTaken(Problem.LOST) from error
    with transaction.atomic():
        now = timezone.now()
        earlier = registration.documents.filter(kind=kind, sent_at__isnull=True, replaced_at__isnull=True)
        earlier.update(replaced_at=now)
        return Document.objects.create(
            registration=registration,
            kind=kind,
            key=stored.key,
            ending=ending,
            size=stored.size,
            sha256=stored.sha256,
            scanned_at=now if scanned else None,
        )


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


def scan_again(document: Document) -> bool:
    """Have a held paper scanned; say whether it was. One that is infected goes at once."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper"
        try:
            storage.fetch(storage.private(), document.key, path)
            if not _scan(path):
                return False
        except NotTaken:
            Document.objects.filter(pk=document.pk).update(replaced_at=timezone.now())
            return True
    return bool(Document.objects.filter(pk=document.pk).update(scanned_at=timezone.now()))


def newest(registration: Registration) -> dict[str, Document]:
    """Return the paper of each kind that the host has here now."""
    found: dict[str, Document] = {}
    for document in registration.documents.here():
        found.setdefault(document.kind, document)
    return found


def remove_file(document: Document) -> None:
    """Delete a paper that was replaced: its file, then its row. Raises storage.Unavailable."""
    storage.remove(storage.private(), [document.key])
    document.delete()


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
