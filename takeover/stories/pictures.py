"""Taking in a picture: opened, limited, turned upright, drawn anew without metadata (S3), kept in private."""

from __future__ import annotations

import io
import warnings

from django.core.files.uploadedfile import UploadedFile
from PIL import Image, ImageOps, UnidentifiedImageError

import storage
from storage.store import Stored
from takeover.stories.enums import PictureProblem
from uploads.handlers import RefusedFile

MAX_BYTES = 10 * 1024**2
MOST_PIXELS = 40_000_000
SIDE = 2000  # pixels; the longer side is made no longer
KIND = "image/jpeg"
_FORMATS = ("JPEG", "PNG", "WEBP")


class NotTaken(Exception):
    """A picture was not taken; `problem` says why, in words for whoever sent it."""

    def __init__(self, problem: PictureProblem) -> None:
        self.problem = problem
        super().__init__(problem.value)


def keep(file: UploadedFile | None) -> tuple[Stored, int, int]:
    """Put `file` into private storage, as a new JPEG; return it with width and height. Raises NotTaken."""
    if file is None:
        raise NotTaken(PictureProblem.EMPTY)
    if isinstance(file, RefusedFile) or (file.size or 0) > MAX_BYTES:
        raise NotTaken(PictureProblem.TOO_BIG)
    if not file.size:
        raise NotTaken(PictureProblem.EMPTY)
    drawn = _drawn_anew(file)
    body = io.BytesIO()
    drawn.save(body, "JPEG", quality=85, optimize=True)
    body.seek(0)
    try:
        stored = storage.put(storage.private(), storage.new_key("stories", ".jpg"), body, content_type=KIND)
    except storage.StorageError as error:
        raise NotTaken(PictureProblem.NO_ROOM) from error
    return stored, drawn.width, drawn.height


def _drawn_anew(file: UploadedFile) -> Image.Image:
    """Return the picture alone: its pixels upright, with nothing that came along."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file, formats=_FORMATS) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise NotTaken(PictureProblem.TOO_BIG)
                upright = ImageOps.exif_transpose(opened) or opened
                upright.thumbnail((SIDE, SIDE))
                flat = Image.new("RGB", upright.size, "white")
                clear = upright.convert("RGBA")
                flat.paste(clear, mask=clear.getchannel("A"))
                return flat
    except UnidentifiedImageError as error:
        raise NotTaken(PictureProblem.WRONG_KIND) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NotTaken(PictureProblem.TOO_BIG) from error
    except (OSError, ValueError, SyntaxError) as error:
        raise NotTaken(PictureProblem.BROKEN) from error
