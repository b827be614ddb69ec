"""The stage under all others: languages, pages, questions with their pictures, staff."""

from __future__ import annotations

import io

from django.conf import settings
from django.core.files.images import ImageFile
from django.db import transaction
from wagtail.images import get_image_model
from wagtail.models import Locale

from config.demo import staff
from config.demo.words import QUESTIONS
from home import demo as pages
from our_childhood.demo.pictures import picture
from our_childhood.models import Prompt

FIRST = settings.LANGUAGE_CODE


def seed() -> None:
    """Put everything in place that is missing; what editors changed stays changed."""
    for code, _name in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    pages.build()
    for place, _ in enumerate(QUESTIONS):
        _ask(place)
    staff.seed()


@transaction.atomic
def _ask(place: int) -> None:
    asked = QUESTIONS[place]
    if Prompt.objects.filter(slug=asked.slug, locale__language_code=FIRST).exists():
        return
    image = _picture(asked.slug, asked.words[FIRST][0])
    first: Prompt | None = None
    for language, (question, hint) in asked.words.items():
        prompt = Prompt(
            locale=Locale.objects.get(language_code=language),
            question=question,
            hint=hint,
            slug=asked.slug,
            youngest=asked.youngest,
            oldest=asked.oldest,
            picture=image,
            sort_order=place,
        )
        if first is not None:
            prompt.translation_key = first.translation_key
        prompt.save()
        first = first or prompt


def _picture(slug: str, question: str) -> object:
    drawn = io.BytesIO()
    picture(slug).quantize(128).save(drawn, "PNG")
    drawn.seek(0)
    image = get_image_model()(title=f"Paper picture: {question}")
    image.file = ImageFile(drawn, name=f"question-{slug}.png")
    image.save()
    return image
