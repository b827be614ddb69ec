"""Taking in a picture: opened, limited, turned upright, drawn anew without metadata (S3), kept in private."""

from __future__ import annotations

import io
import warnings

from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

import storage
from storage.store import Stored
from uploads.handlers import RefusedFile

MAX_BYTES = 10 * 1024**2
MOST_PIXELS = 40_000_000
SIDE = 2000  # pixels; the longer side is made no longer
KIND = "image/jpeg"
_FORMATS = ("JPEG", "PNG", "WEBP")


class Problem(models.TextChoices):
    """Why a picture was not taken."""

    EMPTY = "empty", _("Choose a picture first.")
    TOO_BIG = "too_big", _("This picture is larger than 10 MB. Please send a smaller one.")
    WRONG_KIND = "wrong_kind", _("Please send a JPEG, PNG or WebP picture.")
    BROKEN = "broken", _("We could not open this picture. Please try another one.")
    ENOUGH = "enough", _("That is enough pictures. Take one away first.")
    NO_ROOM = "no_room", _("We have no room for it right now. Please try again in an hour.")


class NotTaken(Exception):
    """A picture was not taken; `problem` says why, in words for whoever sent it."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(problem.value)


def keep(file: UploadedFile | None, room: str) -> tuple[Stored, int, int]:
    """Put `file` into private storage, as a new JPEG; return it with width and height. Raises NotTaken.

    `room` is how its key begins: "stories", "meetups".
    """
    if file is None:
        raise NotTaken(Problem.EMPTY)
    if isinstance(file, RefusedFile) or (file.size or 0) > MAX_BYTES:
        raise NotTaken(Problem.TOO_BIG)
    if not file.size:
        raise NotTaken(Problem.EMPTY)
    drawn = _drawn_anew(file)
    body = io.BytesIO()
    drawn.save(body, "JPEG", quality=85, optimize=True)
    body.seek(0)
    try:
        stored = storage.put(storage.private(), storage.new_key(room, ".jpg"), body, content_type=KIND)
    except storage.StorageError as error:
        raise NotTaken(Problem.NO_ROOM) from error
    return stored, drawn.width, drawn.height


def _drawn_anew(file: UploadedFile) -> Image.Image:
    """Return the picture alone: its pixels upright, with nothing that came along."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(file, formats=_FORMATS) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise NotTaken(Problem.TOO_BIG)
                upright = ImageOps.exif_transpose(opened) or opened
                upright.thumbnail((SIDE, SIDE))
                flat = Image.new("RGB", upright.size, "white")
                clear = upright.convert("RGBA")
                flat.paste(clear, mask=clear.getchannel("A"))
                return flat
    except UnidentifiedImageError as error:
        raise NotTaken(Problem.WRONG_KIND) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NotTaken(Problem.TOO_BIG) from error
    except (OSError, ValueError, SyntaxError) as error:
        raise NotTaken(Problem.BROKEN) from error
