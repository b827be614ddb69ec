"""Uploads in each state they can be in. The bytes are really there."""

from __future__ import annotations

import hashlib
import io
from datetime import timedelta
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

import storage
from uploads.actions import PREFIX
from uploads.models import Upload

CONTENT = b"not a film, but bytes all the same"


class UploadFactory(DjangoModelFactory[Upload]):
    """Begun, nothing sent yet; see the traits for the rest of its life."""

    class Meta:
        model = Upload
        skip_postgeneration_save = True

    class Params:
        complete = factory.Trait(
            acknowledged=factory.SelfAttribute("length"),
            sha256=factory.LazyAttribute(lambda made: hashlib.sha256(made.content).hexdigest()),
            completed_at=factory.LazyFunction(timezone.now),
        )
        claimed = factory.Trait(complete=True, claimed_at=factory.LazyFunction(timezone.now))
        ended = factory.Trait(ended_at=factory.LazyFunction(timezone.now))
        expired = factory.Trait(
            expires_at=factory.LazyFunction(lambda: timezone.now() - timedelta(minutes=1))
        )

    content = CONTENT
    owner = factory.LazyFunction(lambda: hashlib.sha256(b"tests:ours").hexdigest())
    length = factory.LazyAttribute(lambda made: len(made.content))
    key = factory.LazyFunction(lambda: storage.new_key(PREFIX))
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(hours=24))

    @classmethod
    def _create(cls, model_class: type[Upload], *args: Any, **kwargs: Any) -> Upload:
        content = kwargs.pop("content")
        made = super()._create(model_class, *args, **kwargs)
        kept = content if made.completed_at else b""
        storage.put(storage.private(), made.key, io.BytesIO(kept), content_type="application/octet-stream")
        return made
