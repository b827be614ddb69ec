"""The stage of films nobody can see: one in every state that a reviewer, a child or a grown-up can meet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from django.conf import settings

from config.demo import staff, way
from config.demo.films import drawn, words
from config.demo.way import Journey, Words
from config.demo.worker import at_work, until
from moderation.enums import Verdict
from our_childhood import actions
from our_childhood.demo.stories import STORIES
from our_childhood.demo.stories.story import Story
from our_childhood.enums import WithdrawalRoute
from our_childhood.models import Film
from safeguarding import actions as safeguarding
from safeguarding import audit
from video import processing
from video.enums import Stage
from video.models import Video

SECONDS = 3.5
NOT_A_FILM = b"A shopping list that somebody has called film.mp4: paper, scissors, glue.\n"


@dataclass(frozen=True)
class Waiting:
    """One film of the desk: what it becomes, from which story, and for whom."""

    key: str
    story: int
    prompt: str
    age_band: str
    then: Callable[[Film, Words], None]


def seed() -> None:
    """Send what was not sent yet, and bring each new film into its state."""
    missing = [one for one in FILMS if not _is_there(one)]
    if not missing:
        return
    with at_work():
        sent: dict[str, Film] = {}
        with drawn([_clip(one) for one in missing if one.then is not _unreadable]) as files:
            for story, file in files:
                sent[story.key] = way.send(_journey(story.key), file).film
        for one in missing:
            if one.then is _unreadable:
                sent[one.key] = way.send_file(_journey(one.key), NOT_A_FILM, name="film.mp4").film
        for one in missing:
            film = sent[one.key]
            until(way.fact(film, _was_looked_at), what=f"the preview of {film}")
            one.then(film, words(STORIES[one.story]))


def _was_looked_at(film: Film) -> bool:
    return film.video is not None and film.video.stage != Stage.RECEIVED


def _is_there(one: Waiting) -> bool:
    if one.key == "desk-taken-back":  # a tombstone has no grown-up left to be found by
        return Film.objects.filter(withdrawn_by=WithdrawalRoute.CODE).exists()
    return way.sent(_journey(one.key)) is not None


def _journey(key: str) -> Journey:
    one = next(one for one in FILMS if one.key == key)
    return Journey(
        key=key,
        prompt=one.prompt,
        age_band=one.age_band,
        region=FILMS.index(one),
        language=STORIES[one.story].language,
        others=STORIES[one.story].others_in_film,
    )


def _clip(one: Waiting) -> Story:
    # A different length each, so that no two files are the same.
    return replace(STORIES[one.story], key=one.key, seconds=SECONDS + FILMS.index(one) / 12)


def _waits_for_grown_up(film: Film, said: Words) -> None:
    """Nobody has answered the e-mail yet."""


def _first_check(film: Film, said: Words) -> None:
    way.grown_up_says_yes(film)
    until(lambda: way.due(film) is not None, what=f"the review of {film}")


def _second_check(film: Film, said: Words) -> None:
    _first_check(film, said)
    first = staff.person("moderator1")
    way.write_words(film, said, user=first)
    way.decide(film, Verdict.APPROVE, user=first)
    until(
        way.fact(film, lambda now: now.video is not None and now.video.stage == Stage.LADDERED),
        what=f"the ladder of {film}",
    )


def _held(film: Film, said: Words) -> None:
    _first_check(film, said)
    lead = staff.person("lead")
    safeguarding.hold(subject=film, reason="worry", by=audit.actor(lead), user=lead)


def _refused(film: Film, said: Words) -> None:
    _first_check(film, said)
    way.decide(film, Verdict.REFUSE, user=staff.person("moderator1"), reason="school")


def _change_asked(film: Film, said: Words) -> None:
    _first_check(film, said)
    way.decide(film, Verdict.ASK_CHANGE, user=staff.person("moderator2"), reason="sound")


def _taken_back(film: Film, said: Words) -> None:
    _first_check(film, said)
    actions.withdraw(film=film, by="child", route=WithdrawalRoute.CODE)
    until(
        way.fact(film, lambda now: now.erased_at is not None),
        what=f"the files of {film.pk} to go",
    )


def _unreadable(film: Film, said: Words) -> None:
    """The machine has refused the file; the child may send another."""


def _stuck(film: Film, said: Words) -> None:
    """The ladder fails three times, the disk for it being gone; 'try again' in the desk helps."""
    _first_check(film, said)
    video = film.video
    assert video is not None
    first = staff.person("moderator1")
    way.write_words(film, said, user=first)

    def tried() -> bool:
        processing.ladder(video.pk)  # the sweeper would come back too, but not at once
        return Video.objects.filter(pk=video.pk, stage=Stage.STUCK).exists()

    place = settings.FILE_UPLOAD_TEMP_DIR
    settings.FILE_UPLOAD_TEMP_DIR = Path(place, "a-disk-that-is-gone")
    try:
        way.decide(film, Verdict.APPROVE, user=first)
        until(tried, what=f"{film} to need a person")
    finally:
        settings.FILE_UPLOAD_TEMP_DIR = place


FILMS = (
    Waiting("desk-no-yes-yet", 1, "best-part-of-my-day", "4-6", _waits_for_grown_up),
    Waiting("desk-first-check", 0, "what-makes-a-home", "10-12", _first_check),
    Waiting("desk-first-check-too", 4, "when-i-worry", "13-15", _first_check),
    Waiting("desk-second-check", 3, "my-street", "16-17", _second_check),
    Waiting("desk-held", 5, "where-i-feel-safe", "7-9", _held),
    Waiting("desk-refused", 2, "if-i-was-in-charge", "13-15", _refused),
    Waiting("desk-change", 0, "what-makes-a-home", "7-9", _change_asked),
    Waiting("desk-stuck", 4, "when-i-worry", "16-17", _stuck),
    Waiting("desk-unreadable", 5, "where-i-feel-safe", "13-15", _unreadable),
    Waiting("desk-taken-back", 1, "best-part-of-my-day", "7-9", _taken_back),
)
