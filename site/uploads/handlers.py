"""Files that come in an ordinary form, without JavaScript: to disk as they arrive, same limits as tus.

What is refused half-way is still read to its end (within reason) and thrown away, because a browser
shows no answer to a form it has not finished sending: 'too big' would look like a lost connection.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler

from storage import StorageFull
from storage.errors import is_full
from uploads.errors import UploadTooLarge

# Read and thrown away at most this many times the limit; after that the connection is cut.
_PATIENCE = 3


class RefusedFile(UploadedFile):
    """Stands in request.FILES for a file that was not kept; `problem` says why."""

    def __init__(self, problem: UploadTooLarge | StorageFull, name: str | None) -> None:
        super().__init__(file=ContentFile(b""), name=name, size=0)
        self.problem = problem


class OnDisk(TemporaryFileUploadHandler):
    """Every file of a form goes to FILE_UPLOAD_TEMP_DIR, never to memory, and never beyond the limit."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],  # noqa: N803
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        # Django catches StopUpload while it reads parts, not here: see new_file.
        self._far_too_big = content_length > _PATIENCE * settings.UPLOAD_MAX_BYTES

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        self._problem: UploadTooLarge | StorageFull | None = None
        self._taken = 0
        if self._far_too_big:
            raise StopUpload(connection_reset=True)
        try:
            super().new_file(*args, **kwargs)
        except OSError as error:
            if not is_full(error):
                raise
            self._problem = StorageFull(str(error))

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self._problem is not None:
            return
        self._taken += len(raw_data)
        if self._taken > settings.UPLOAD_MAX_BYTES:
            self._give_up(UploadTooLarge())
            return
        try:
            super().receive_data_chunk(raw_data, start)
            self.file.flush()
        except OSError as error:
            if not is_full(error):
                raise
            self._give_up(StorageFull(str(error)))

    def file_complete(self, file_size: int) -> UploadedFile | None:
        if self._problem is not None:
            return RefusedFile(self._problem, self.file_name)
        return super().file_complete(file_size)

    def _give_up(self, problem: UploadTooLarge | StorageFull) -> None:
        self._problem = problem
        # Closing removes it. On a full disk what is still buffered cannot be flushed.
        try:
            self.file.close()
        except OSError:
            self.file.close()
