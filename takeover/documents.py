"""A host's papers: taken in by the room of papers, the newest of each kind here."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

import storage
from papers import taking
from papers.taking import MAX_BYTES, NotTaken, Problem
from takeover.enums import DocumentKind
from takeover.models import Document, Registration

__all__ = ["MAX_BYTES", "NotTaken", "Problem", "newest", "remove_file", "scan_again", "take"]


def take(*, registration: Registration, kind: DocumentKind, file: UploadedFile) -> Document:
    """Keep `file` as the newest paper of its kind. Raises NotTaken.

    With a scanner that is configured and down, the paper is kept and held: nobody opens it until the
    sweep has had it scanned (S37, F16).
    """
    kept = taking.keep(file, "hosts")
    with transaction.atomic():
        now = timezone.now()
        earlier = registration.documents.filter(kind=kind, sent_at__isnull=True, replaced_at__isnull=True)
        earlier.update(replaced_at=now)
        return Document.objects.create(
            registration=registration,
            kind=kind,
            key=kept.key,
            ending=kept.ending,
            size=kept.size,
            sha256=kept.sha256,
            scanned_at=now if kept.scanned else None,
        )


def scan_again(document: Document) -> bool:
    """Have a held paper scanned; say whether it was. One that is infected goes at once."""
    try:
        if not taking.scan_again(document.key):
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
