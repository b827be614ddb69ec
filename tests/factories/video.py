"""Videos in each state they can be in. The bytes are really there, and say what they stand for."""

from __future__ import annotations

import hashlib
import io
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

import storage
from video.enums import Refusal, RenditionKind, Stage
from video.models import Rendition, Video

PREVIEW_SET = (
    (RenditionKind.PREVIEW, "preview.mp4", "video/mp4", {"codec": "h264", "width": 480, "height": 854}),
    (RenditionKind.CONTACT_SHEET, "contact-sheet.jpg", "image/jpeg", {"width": 1200, "height": 1400}),
    (RenditionKind.POSTER, "poster.jpg", "image/jpeg", {"width": 480, "height": 854}),
)
LADDER_SET = (
    (RenditionKind.STREAM, "h264-480.mp4", "video/mp4", {"codec": "h264", "width": 480, "height": 854}),
    (RenditionKind.STREAM, "av1-480.mp4", "video/mp4", {"codec": "av1", "width": 480, "height": 854}),
    (RenditionKind.MEDIA_PLAYLIST, "h264-480.m3u8", "application/vnd.apple.mpegurl", {}),
    (RenditionKind.MEDIA_PLAYLIST, "av1-480.m3u8", "application/vnd.apple.mpegurl", {}),
    (RenditionKind.MASTER_PLAYLIST, "master.m3u8", "application/vnd.apple.mpegurl", {}),
)


class VideoFactory(DjangoModelFactory[Video]):
    """Received, its original in private storage; see the traits for the rest of its life."""

    class Meta:
        model = Video
        skip_postgeneration_save = True

    class Params:
        previewed = factory.Trait(stage=Stage.PREVIEWED)
        laddered = factory.Trait(stage=Stage.LADDERED, ladder_wanted_at=factory.LazyFunction(timezone.now))
        refused = factory.Trait(stage=Stage.REFUSED, refusal=Refusal.UNREADABLE)
        stuck = factory.Trait(stage=Stage.STUCK, trouble="the worker was killed three times")

    content = b"not a film, but bytes all the same"
    original_key = factory.LazyFunction(lambda: storage.new_key("uploads"))
    size = factory.LazyAttribute(lambda made: len(made.content))
    sha256 = factory.LazyAttribute(lambda made: hashlib.sha256(made.content).hexdigest())

    @classmethod
    def _create(cls, model_class: type[Video], *args: Any, **kwargs: Any) -> Video:
        content = kwargs.pop("content")
        video = super()._create(model_class, *args, **kwargs)
        storage.put(
            storage.private(),
            video.original_key,
            io.BytesIO(content),
            content_type="application/octet-stream",
        )
        if video.stage in (Stage.PREVIEWED, Stage.LADDERED):
            keep(video, PREVIEW_SET)
        if video.stage == Stage.LADDERED:
            keep(video, LADDER_SET)
        return video


def keep(video: Video, files: Any) -> None:
    """Store a file and make a row for each of `files`."""
    for kind, name, content_type, facts in files:
        body = f"{name} of {video.pk}".encode()
        stored = storage.put(
            storage.private(), f"video/{video.pk}/{name}", io.BytesIO(body), content_type=content_type
        )
        Rendition.objects.create(
            video=video,
            kind=kind,
            name=name,
            key=stored.key,
            content_type=content_type,
            size=stored.size,
            sha256=stored.sha256,
            **facts,
        )
