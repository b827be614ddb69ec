"""Why an upload did not go on. Each has one plain answer to the sender."""

from __future__ import annotations

from storage import StorageFull

__all__ = [
    "ChecksumMismatch",
    "StorageFull",
    "TooManyUploads",
    "UploadBusy",
    "UploadError",
    "UploadGone",
    "UploadNotReady",
    "UploadTooLarge",
    "WriterOvertaken",
    "WrongOffset",
]


class UploadError(Exception):
    """Any of these."""


class UploadNotReady(UploadError):
    """There is no complete, unclaimed upload of this owner under this id."""


class UploadTooLarge(UploadError):
    """The file is bigger than settings.UPLOAD_MAX_BYTES."""


class UploadGone(UploadError):
    """It was there, and has expired, been given up or been taken over by a film."""


class UploadBusy(UploadError):
    """Somebody else is writing to it this very moment."""


class WriterOvertaken(UploadError):
    """This writer was silent too long, and another one has taken its place."""


class WrongOffset(UploadError):
    """The sender goes on from somewhere else than where the server stands."""


class ChecksumMismatch(UploadError):
    """What arrived is not what was sent (F11)."""


class TooManyUploads(UploadError):
    """This owner is sending as many files at once as one may."""
