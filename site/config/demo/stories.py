"""Stories about takeovers that took place, with drawn pictures, and what changed because of them."""

from __future__ import annotations

import io

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from config.demo import staff
from config.demo.wishes import decide
from our_childhood.demo.pictures import picture
from takeover.challenges.models import Challenge
from takeover.stories import actions, queries
from takeover.stories.enums import Progress
from takeover.stories.models import Change, WriteUp

_STORIES = (
    # title, words, what the drawn picture shows, its drawing, how far it goes
    (
        "The room that smells of rain",
        (
            "Ten children took over for a day. They walked through every room first and wrote "
            "down where they yawned.\n\n"
            "After lunch they voted. The next room is about weather. It has to smell of rain, and "
            "it has to have a place to sit on the floor.\n\n"
            "We said yes to both, and wrote on the wall who decided."
        ),
        "A paper house between two trees, with a cat in front",
        "what-makes-a-home",
        "shown",
    ),
    (
        "A crossing where the children walk",
        (
            "A class looked at four places for a new crossing. They counted cars, and they "
            "counted children.\n\n"
            "They chose the one nobody in our office had on the list: by the bakery, where "
            "everybody runs. The plan is on its way to the road team."
        ),
        "A street of paper houses, with a dog",
        "my-street",
        "shown",
    ),
    (
        "Eight people, one menu",
        (
            "Eight young people planned a week of lunches with our cooks. They had a budget and "
            "three rules. They broke one of the rules, and they were right.\n\n"
            "The pasta is on the menu on Tuesdays now."
        ),
        "Red paper boots in a puddle",
        "best-part-of-my-day",
        "approved",
    ),
    (
        "What we heard in one morning",
        (
            "Six children asked our board forty questions in one morning. We answered thirty-one "
            "of them. We wrote down the other nine, and we have a month to answer those."
        ),
        "",
        "",
        "waiting",
    ),
)
_CHANGES = (
    (Progress.DONE, "The room opened in spring. It smells of rain, and there are cushions on the floor."),
    (Progress.ON_THE_WAY, "The road team has drawn the plan. They dig when the school holidays begin."),
    (Progress.NOT_YET, "We have not done it yet: the roof had to be mended first. We come back in June."),
)


def seed() -> None:
    """Write about the first takeovers that took place, once; with none there, nothing is written."""
    past = Challenge.objects.filter(approved_at__isnull=False, called_off_at__isnull=True)
    past = past.filter(last_date__lt=timezone.localdate(), host__registration__isnull=False)
    challenges = list(past.select_related("host").order_by("last_date", "pk")[: len(_STORIES)])
    for challenge, story in zip(challenges, _STORIES, strict=False):
        if not WriteUp.objects.filter(challenge=challenge).exists():
            _story(challenge, *story)
    for challenge, (progress, words) in zip(challenges, _CHANGES, strict=False):
        if not Change.objects.filter(challenge=challenge).exists():
            _change(challenge, progress, words)


@transaction.atomic
def _story(challenge: Challenge, title: str, words: str, alt: str, drawing: str, state: str) -> None:
    made = actions.begin(host=challenge.host, challenge=challenge, language=settings.LANGUAGE_CODE, by="demo")
    actions.keep(write_up=made, title=title, words=words, language=settings.LANGUAGE_CODE, by="demo")
    if drawing:
        drawn = io.BytesIO()
        picture(drawing).convert("RGB").save(drawn, "PNG")
        file = SimpleUploadedFile("picture.png", drawn.getvalue())
        actions.add_picture(write_up=made, file=file, alt=alt, recognisable=0, tickets=[], by="demo")
    sent = actions.send(write_up=made, by="demo")
    if state == "waiting":
        return
    decide(sent, staff.person("moderator1"), people=sent.people_seen())
    decide(sent, staff.person("moderator2"))
    page = WriteUp.objects.get(pk=sent.pk).page
    if state == "shown" and page is not None:
        page.get_latest_revision().publish()


@transaction.atomic
def _change(challenge: Challenge, progress: Progress, words: str) -> None:
    made = actions.say_change(
        host=challenge.host,
        challenge=challenge,
        progress=progress,
        words=words,
        language=settings.LANGUAGE_CODE,
        by="demo",
    )
    decide(made, staff.person("moderator1"))
    decide(made, staff.person("moderator2"))
    assert queries.changes().filter(pk=made.pk).exists()
