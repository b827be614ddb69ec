"""Films in each state of their life, with real bytes in storage, made by the product's own verbs."""

from __future__ import annotations

import hashlib
import io
import itertools
from typing import Any

import factory
from django.test import TestCase
from django.utils import timezone

import storage
from consent.enums import Party
from our_childhood import drafts, tasks
from our_childhood.models import Film, FilmDraft, Prompt
from people import keyed
from people.models import Contact
from tests.factories.consent import AskFactory, on_record
from tests.factories.moderation import film_approved, film_in_review, fresh
from tests.factories.uploads import UploadFactory
from uploads.models import Upload
from video.enums import RenditionKind, Stage
from video.models import Rendition, Video

_numbers = itertools.count(1)
_PUBLIC = [
    (RenditionKind.POSTER, "poster.jpg", "image/jpeg"),
    (RenditionKind.STREAM, "h264-480.mp4", "video/mp4"),
    (RenditionKind.MEDIA_PLAYLIST, "h264-480.m3u8", "application/vnd.apple.mpegurl"),
    (RenditionKind.MASTER_PLAYLIST, "master.m3u8", "application/vnd.apple.mpegurl"),
]
_REVIEW = [
    (RenditionKind.PREVIEW, "preview.mp4", "video/mp4"),
    (RenditionKind.CONTACT_SHEET, "sheet.jpg", "image/jpeg"),
]


def _english() -> Any:
    from wagtail.models import Locale

    return Locale.objects.get_or_create(language_code="en")[0]


class PromptFactory(factory.django.DjangoModelFactory[Prompt]):
    class Meta:
        model = Prompt

    question = "What makes a home?"
    slug = factory.Sequence(lambda n: f"what-makes-a-home-{n}")
    locale = factory.LazyFunction(_english)


class DraftFactory(factory.django.DjangoModelFactory[FilmDraft]):
    """A making journey with every question answered; `.token` is what the cookie holds."""

    class Meta:
        model = FilmDraft

    class Params:
        young = factory.Trait(
            answers={
                "prompt": "own",
                "age_band": "7-9",
                "region": "unsaid",
                "me": "yes",
                "care": "no",
                "others": 0,
                "email": "sam@post.example",
            }
        )

    token = factory.Sequence(lambda n: f"a-journey-of-one-browser-{n:08}")
    token_hash = factory.LazyAttribute(lambda made: keyed.digest("making-journey", made.token))
    answers = factory.LazyFunction(
        lambda: {
            "prompt": "own",
            "age_band": "13-15",
            "region": "unsaid",
            "me": "yes",
            "care": "no",
            "others": 0,
            "email": "",
        }
    )
    expires_at = factory.LazyFunction(lambda: timezone.now() + timezone.timedelta(days=drafts.DAYS))

    @classmethod
    def _create(cls, model_class: type[FilmDraft], *args: Any, **kwargs: Any) -> FilmDraft:
        token = kwargs.pop("token")
        made = super()._create(model_class, *args, **kwargs)
        made.token = token
        return made


def upload_of(draft: FilmDraft) -> Upload:
    """A whole file that came in for this journey."""
    return UploadFactory(complete=True, owner=drafts.owner_of(draft))


def video(stage: Stage = Stage.LADDERED, **fields: Any) -> Video:
    """A video at `stage`, whose original and renditions really lie in private storage."""
    number = next(_numbers)
    original = f"original {number}".encode()
    key = storage.new_key("originals")
    storage.put(storage.private(), key, io.BytesIO(original), content_type="application/octet-stream")
    made = Video.objects.create(
        original_key=key,
        size=len(original),
        sha256=hashlib.sha256(original).hexdigest(),
        stage=stage,
        **fields,
    )
    names = {Stage.PREVIEWED: _REVIEW, Stage.LADDERED: _REVIEW + _PUBLIC}.get(stage, [])
    for kind, name, content_type in names:
        content = f"{name} of {number}".encode()
        at = f"video/{made.pk}/{name}"
        stored = storage.put(storage.private(), at, io.BytesIO(content), content_type=content_type)
        Rendition.objects.create(
            video=made,
            kind=kind,
            name=name,
            key=at,
            content_type=content_type,
            size=stored.size,
            sha256=stored.sha256,
            codec="h264" if kind == RenditionKind.STREAM else "",
            width=854 if kind == RenditionKind.STREAM else 0,
            height=480 if kind == RenditionKind.STREAM else 0,
        )
    return made


class FilmFactory(factory.Factory[Film]):
    """A film as it came in; one trait says how far it has come since.

    `in_review`, `approved` (live, files not yet copied), `public`; `young=True` is under 13.
    """

    class Meta:
        model = Film

    state = "arrived"
    young = False
    stage = Stage.LADDERED

    class Params:
        in_review = factory.Trait(state="in_review")
        approved = factory.Trait(state="approved")
        public = factory.Trait(state="public")

    @classmethod
    def _create(cls, model_class: type[Film], *args: Any, **kwargs: Any) -> Film:
        state, young, stage = kwargs.pop("state"), kwargs.pop("young"), kwargs.pop("stage")
        kwargs.setdefault("video", video(stage))
        kwargs.setdefault("age_band", "7-9" if young else "13-15")
        if state == "arrived":
            number = next(_numbers)
            kwargs.setdefault("title", f"Calm Rowing Heron {number}")
            kwargs.setdefault("slug", f"calm-rowing-heron-{number}")
            film = Film.objects.create(live=False, file_received_at=timezone.now(), **kwargs)
            on_record(film)
            return film
        if state == "in_review":
            return film_in_review(**kwargs)
        film = film_approved(**kwargs)
        if state == "public":
            with TestCase.captureOnCommitCallbacks(execute=True):
                tasks.release.call(film.pk)
        return fresh(film)


def grown_up(film: Film, email: str = "sam@post.example") -> Any:
    """A grown-up who has been asked about `film`; the ask has its `.token`."""
    contact = Contact.objects.create(subject=film, email=email)
    return AskFactory(subject=film, contact=contact, party=Party.GUARDIAN)


def public_files(film: Film) -> list[str]:
    """Names of everything in public storage that belongs to any film."""
    return [entry.key for entry in storage.walk(storage.public(), "films")]
