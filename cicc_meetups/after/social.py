"""A text to copy into social media, with the hashtag. Nothing here posts anything (S10)."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from cicc_meetups.after.models import AfterPage
from geography.names import region_name

HASHTAG = "#CICCMeeTups"
LONGEST = 280  # letters, where posts are shortest
_ADDRESS = 23  # letters that an address counts there, however long it is


@dataclass(frozen=True, slots=True)
class Post:
    """`text` to copy; `letters` is how many it counts where posts are shortest."""

    text: str
    letters: int

    @property
    def fits(self) -> bool:
        return self.letters <= LONGEST


def post(page: AfterPage) -> Post:
    """Return what to copy about `page`, in its own language; never a place finer than the region (S12)."""
    meetup = page.meetup
    with translation.override(page.locale.language_code):
        words = page.post
        if not words and meetup is not None:
            said = _("Children in Care Councils met in this region: %(region)s. See what came of it.")
            words = said % {"region": region_name(meetup.region)}
    url = page.full_url or f"{settings.SITE_URL}/"
    body = words if HASHTAG.lower() in words.lower() else f"{words} {HASHTAG}".strip()
    return Post(text=f"{body}\n{url}", letters=len(body) + 1 + _ADDRESS)
