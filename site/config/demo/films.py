"""The stage of public films: the six paper stories, each from phone to gallery."""

from __future__ import annotations

import multiprocessing
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from pathlib import Path

from config.demo import staff, way
from config.demo.way import Journey, Words
from config.demo.worker import at_work, until
from moderation.enums import Check, Verdict
from our_childhood.demo import film as paper
from our_childhood.demo.stories import STORIES, Story
from our_childhood.models import Film
from video import binaries
from video.enums import Stage


def seed() -> None:
    """Publish the stories that are not public yet; an interrupted seed goes on where it was."""
    if not any(_waits(story) for story in STORIES):
        return
    with at_work():
        with drawn([story for story in STORIES if way.sent(journey(story)) is None]) as files:
            for story, file in files:
                way.grown_up_says_yes(way.send(journey(story), file).film)
        films = [(film, words(story)) for story in STORIES if (film := way.sent(journey(story))) is not None]
        # Each film in turn, also when an earlier one is not there yet.
        until(lambda: min([_go_on(film, said) for film, said in films]), what="films to be public")


def _waits(story: Story) -> bool:
    film = way.sent(journey(story))
    return film is None or (film.released_at is None and film.withdrawn_at is None)


def _go_on(film: Film, said: Words) -> bool:
    """Do what a person has to do next; True when the film is public, or was taken back."""
    film = Film.objects.select_related("video").get(pk=film.pk)
    if film.released_at is not None or film.withdrawn_at is not None:
        return True
    way.grown_up_says_yes(film)
    check = way.due(film)
    if check == Check.SAFEGUARDING:
        first = staff.person("moderator1")
        way.write_words(film, said, user=first)
        way.decide(film, Verdict.APPROVE, user=first)
    elif check == Check.EDITORIAL and film.video is not None and film.video.stage == Stage.LADDERED:
        way.decide(film, Verdict.APPROVE, user=staff.person("moderator2"))
    return False


def journey(story: Story) -> Journey:
    """What the child who made `story` answered."""
    place = STORIES.index(story)
    return Journey(
        key=f"paper-{story.key}",
        prompt=story.prompt,
        age_band=story.age_band,
        region=place,
        language=story.language,
        others=story.others_in_film,
    )


def words(story: Story) -> Words:
    """What a reviewer writes about `story`."""
    return Words(
        description=story.description,
        transcript=paper.transcript(story),
        captions=paper.captions(story),
        language=story.language,
    )


@contextmanager
def drawn(stories: Sequence[Story]) -> Iterator[Iterator[tuple[Story, Path]]]:
    """Draw the stories, as many at once as there are cores; yields each as it is ready."""
    if not stories:
        yield iter(())
        return
    ffmpeg = str(binaries.ffmpeg())
    with (
        tempfile.TemporaryDirectory(prefix="paper-") as folder,
        ProcessPoolExecutor(mp_context=multiprocessing.get_context("spawn")) as pool,
    ):
        made = {
            pool.submit(paper.make, story, Path(folder, f"{story.key}.mp4"), ffmpeg=ffmpeg): story
            for story in stories
        }
        yield ((made[future], future.result()) for future in as_completed(made))
