"""Write-ups and what changed, taken where they are by the product's own verbs."""

from __future__ import annotations

import io
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.models import Locale, Page, Site

from home.models import HomePage
from moderation.enums import Verdict
from takeover.challenges.models import Challenge
from takeover.stories import actions
from takeover.stories.enums import Progress
from takeover.stories.models import Change, WriteUp
from tests.factories.accounts import UserFactory
from tests.factories.challenges import ChallengeFactory
from tests.factories.wishes import decide

WORDS = "Eight children chose what the next room shows. They chose the sea. " * 3


def a_home() -> HomePage:
    """The home page that stories stand below."""
    if (known := HomePage.objects.first()) is not None:
        return known
    locale = Locale.objects.get_or_create(language_code="en")[0]
    root = Page.objects.get(depth=1)
    home = HomePage(
        title="Home", slug="front", claim="We are heard", lead="Hello", button_label="Go", locale=locale
    )
    root.add_child(instance=home)
    Site.objects.update_or_create(
        is_default_site=True, defaults={"root_page": home, "hostname": "testserver", "site_name": "Heard"}
    )
    return home


def picture(
    *, exif: bool = False, size: tuple[int, int] = (64, 48), kind: str = "JPEG"
) -> SimpleUploadedFile:
    """A picture as a phone would send it; with `exif`, one that says where it was taken."""
    body = io.BytesIO()
    image = Image.new("RGB", size, "#ffc533")
    extra: dict[str, Any] = {}
    if exif:
        said = Image.Exif()
        said[0x010E] = "secret garden"
        said.get_ifd(0x8825)[1] = "N"
        extra["exif"] = said
    image.save(body, "JPEG", **extra)
    return SimpleUploadedFile("garden.jpg", body.getvalue())


def draft(challenge: Challenge | None = None, **words: str) -> WriteUp:
    """A write-up that its host is writing, about a challenge that is over."""
    challenge = challenge or ChallengeFactory(over=True)
    made = actions.begin(host=challenge.host, challenge=challenge, language="en", by="system")
    said = {"title": "The sea in a museum", "words": WORDS, "language": "en", **words}
    actions.keep(write_up=made, by="system", **said)
    return WriteUp.objects.get(pk=made.pk)


def with_picture(made: WriteUp, **changed: Any) -> Any:
    """Add a picture on which nobody can be recognised."""
    said = {"file": picture(), "alt": "A paper boat", "recognisable": 0, "tickets": [], **changed}
    return actions.add_picture(write_up=made, by="system", **said)


def waiting(**words: Any) -> WriteUp:
    """A write-up whose first check is waiting."""
    return actions.send(write_up=draft(**words), by="system")


def approved(made: WriteUp | None = None) -> WriteUp:
    """A write-up that two people approved: its page waits for an editor."""
    a_home()
    made = made or waiting()
    people = made.people_seen()
    decide(made, UserFactory(lead=True), Verdict.APPROVE, people=people)
    decide(made, UserFactory(moderator=True))
    return WriteUp.objects.get(pk=made.pk)


def shown(made: WriteUp | None = None) -> WriteUp:
    """A write-up whose page an editor published."""
    made = approved(made)
    page = made.page
    assert page is not None
    page.get_latest_revision().publish(user=UserFactory(superuser=True))
    return WriteUp.objects.get(pk=made.pk)


def said(challenge: Challenge, words: str = "The room of the sea opened in May.", **fields: Any) -> Change:
    """What a host says changed, waiting for its first check."""
    fields = {"progress": Progress.DONE, "language": "en", **fields}
    return actions.say_change(host=challenge.host, challenge=challenge, words=words, by="system", **fields)


def public_change(
    challenge: Challenge, words: str = "The room of the sea opened in May.", **fields: Any
) -> Change:
    """What changed, for everybody to read."""
    made = said(challenge, words, **fields)
    for _ in range(2):
        decide(made, UserFactory(moderator=True))
    return Change.objects.get(pk=made.pk)
