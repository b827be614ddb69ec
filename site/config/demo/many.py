"""A great many public film rows for benchmarks. The one stage that writes columns by hand (ADR 0070)."""

from __future__ import annotations

import random
import uuid
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from geography.models import Region
from our_childhood.enums import AgeBand, Speech
from our_childhood.models import Film, Prompt
from people.names import friendly_name
from video.enums import RenditionKind, Stage
from video.models import Rendition, Video

BATCH = 2_000
PREFIX = "films/" + "0" * 32
_FILES = (
    (RenditionKind.POSTER, "poster.jpg", "image/jpeg", "", 854, 480),
    (RenditionKind.THUMBNAIL, "thumbnail.webp", "image/webp", "", 400, 225),
    (
        RenditionKind.MASTER_PLAYLIST,
        "master.m3u8",
        "application/vnd.apple.mpegurl",
        "",
        0,
        0,
    ),
    *(
        (
            RenditionKind.STREAM,
            f"{codec}_{side}.mp4",
            "video/mp4",
            codec,
            side * 16 // 9,
            side,
        )
        for codec in ("h264", "av1")
        for side in (240, 360, 480, 720)
    ),
)


def seed(films: int) -> int:
    """Bring the number of public film rows up to `films`; return how many were added.

    All share one set of files that is not there: pages can be measured, films not played.
    """
    there = Film.objects.public().count()
    rng = random.Random(there)  # noqa: S311 (made-up rows)
    questions = list(Prompt.objects.filter(locale__language_code="en").values_list("pk", flat=True))
    regions = list(Region.objects.values_list("code", flat=True))
    for start in range(there, films, BATCH):
        _batch(range(start, min(films, start + BATCH)), questions, regions, rng)
    return max(0, films - there)


@transaction.atomic
def _batch(places: range, questions: list[int], regions: list[str], rng: random.Random) -> None:
    now = timezone.now()
    videos = [
        Video(
            id=uuid.UUID(int=rng.getrandbits(128), version=4),
            original_key=f"many/{place}",
            size=1,
            sha256=f"{place:064x}",
            stage=Stage.LADDERED,
            ladder_wanted_at=now,
            original_deleted_at=now,
            public_prefix=PREFIX,
            released_at=now,
        )
        for place in places
    ]
    Video.objects.bulk_create(videos)
    Rendition.objects.bulk_create(
        Rendition(
            video=video,
            kind=kind,
            name=name,
            key=f"many/{video.pk}/{name}",
            content_type=content_type,
            size=1,
            sha256="0" * 64,
            codec=codec,
            width=width,
            height=height,
            frames=108,
            duration_ms=9000,
        )
        for video in videos
        for kind, name, content_type, codec, width, height in _FILES
    )
    films = []
    for place, video in zip(places, videos, strict=True):
        moment = now - timedelta(minutes=7 * place)
        films.append(
            Film(
                title=friendly_name(rng),
                slug=f"many-{place}",
                description="A paper film to measure with. Its description is as long as most are.",
                transcript="[soft plucked tune]\nSomeone waiting",
                captions="WEBVTT\n\n00:00:00.200 --> 00:00:02.600\n[soft plucked tune]\n",
                speech=Speech.CAPTIONED,
                language="en",
                prompt_id=rng.choice(questions),
                age_band=rng.choice(AgeBand.values),
                region_id=rng.choice(regions),
                video=video,
                live=True,
                received_at=moment,
                file_received_at=moment,
                cleared_at=moment,
                cleared_digest="0" * 64,
                released_at=moment,
            )
        )
    Film.objects.bulk_create(films)
