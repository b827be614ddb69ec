"""The closed table of what this site serves, by ending. What is not here is never shown, only downloaded."""

from __future__ import annotations

from pathlib import PurePosixPath

DOWNLOAD = "application/octet-stream"

FILM = {
    ".m3u8": "application/vnd.apple.mpegurl",
    ".mp4": "video/mp4",
    ".m4s": "video/mp4",
    ".m4a": "audio/mp4",
    ".vtt": "text/vtt; charset=utf-8",
    ".jpg": "image/jpeg",
    ".webp": "image/webp",
    ".avif": "image/avif",
    ".png": "image/png",
}
# Never text/html, and never SVG, which can carry script.
OTHER = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
}


def for_key(key: str) -> str | None:
    """Return the content type `key` is served with; None when keys like it are not served at all.

    Below `films/` only what a film is made of exists. Elsewhere an unknown ending is a download.
    """
    ending = PurePosixPath(key).suffix.lower()
    if key.startswith("films/"):
        return FILM.get(ending)
    return OTHER.get(ending, DOWNLOAD)
