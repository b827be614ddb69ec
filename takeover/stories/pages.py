"""The Wagtail page that is made of a write-up once two people approved it; an editor publishes it."""

from __future__ import annotations

import io
import json
from typing import Any

from django.conf import settings
from django.core.files.images import ImageFile
from django.utils.html import linebreaks
from django.utils.text import slugify
from wagtail.images import get_image_model
from wagtail.models import Locale, Site

import storage
from cms.models import Tint
from takeover.stories.models import Picture, StoryIndexPage, StoryPage, WriteUp


def make(write_up: WriteUp) -> StoryPage:
    """Make a page of `write_up` that nobody sees yet, or return the one there is.

    The pictures become Wagtail's: from here on their bytes are those that were approved (S13).
    """
    if (known := write_up.page) is not None:
        return known
    body: list[dict[str, Any]] = [{"type": "words", "value": linebreaks(write_up.words, autoescape=True)}]
    for picture in write_up.pictures.all():
        image = _image(picture)
        shown = {"image": image.pk, "alt_text": picture.alt, "decorative": False}
        body.append({"type": "picture", "value": {"image": shown, "caption": ""}})
    page = StoryPage(
        title=write_up.title,
        slug=f"{slugify(write_up.title)[:60] or 'story'}-{write_up.pk}",
        body=json.dumps(body),
        write_up=write_up,
        tint=Tint.MEETUPS,
        live=False,
        locale=_index().locale,
    )
    _index().add_child(instance=page)
    page.save_revision()
    return page


def _image(picture: Picture) -> Any:
    content = b"".join(storage.private().pieces(picture.key))
    image = get_image_model()(title=picture.alt, description=picture.alt)
    image.file = ImageFile(io.BytesIO(content), name=f"{picture.key.rpartition('/')[2]}")
    image.save()
    Picture.objects.filter(pk=picture.pk).update(image=image)
    return image


def _index() -> StoryIndexPage:
    """Return the page over all stories, in the first language; the first story makes it."""
    first = Locale.objects.get(language_code=settings.LANGUAGE_CODE)
    known = StoryIndexPage.objects.filter(locale=first).first()
    if known is not None:
        return known
    home = Site.objects.get(is_default_site=True).root_page
    made = StoryIndexPage(title="Stories", slug="stories", tint=Tint.MEETUPS, locale=first)
    home.add_child(instance=made)
    made.save_revision().publish()
    return made
