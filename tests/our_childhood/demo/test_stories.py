"""The films of the demo keep the rules they are shown under."""

from __future__ import annotations

import hashlib
from itertools import pairwise

import pytest
from PIL import Image, ImageStat

from config.demo.words import QUESTIONS
from moderation import text_checks
from our_childhood.demo import film, pictures
from our_childhood.demo.letters import width_of
from our_childhood.demo.sound import RATE, Track
from our_childhood.demo.stories import STORIES, Story
from our_childhood.enums import AgeBand

EVERY = pytest.mark.parametrize("story", STORIES, ids=[story.key for story in STORIES])


@EVERY
def test_captions_play_and_nobody_is_named(story: Story) -> None:
    """S20, S28: captions a player takes, in time and order; nothing a reviewer would stop at."""
    text_checks.check_captions(film.captions(story), longest_ms=int(story.seconds * 1000))
    assert [cue[0] for cue in story.cues] == sorted(cue[0] for cue in story.cues)
    assert story.age_band in AgeBand.values
    assert story.prompt in {asked.slug for asked in QUESTIONS}


@EVERY
def test_something_moves_and_nothing_flashes(story: Story) -> None:
    """S29: the picture as a whole never jumps between light and dark three times in a second."""
    moments = [
        number / film.FRAMES_A_SECOND for number in range(0, int(story.seconds * film.FRAMES_A_SECOND), 2)
    ]
    frames = [film.frame(story, moment).resize((64, 64)) for moment in moments[::3]]
    light = [ImageStat.Stat(frame.convert("L")).mean[0] for frame in frames]
    assert len({frame.tobytes() for frame in frames}) > len(frames) // 2
    jumps = [abs(after - before) > 25 for before, after in pairwise(light)]
    assert not any(all(jumps[place : place + 3]) for place in range(len(jumps)))


@EVERY
def test_it_sounds_as_long_as_it_lasts(story: Story) -> None:
    track = Track(story.seconds)
    story.hear(track)
    assert len(track.samples) == int(story.seconds * RATE)
    assert max(track.samples) > 0.01


def test_every_question_has_its_own_picture() -> None:
    made = {asked.slug: pictures.picture(asked.slug) for asked in QUESTIONS}
    assert {picture.size for picture in made.values()} == {pictures.SIZE}
    assert len({hashlib.sha256(picture.tobytes()).hexdigest() for picture in made.values()}) == len(QUESTIONS)
    assert all(isinstance(picture, Image.Image) for picture in made.values())


def test_words_fit_on_their_cards() -> None:
    """Letters are as wide as they say: a longer word never takes less room."""
    assert width_of("PUDDLES", 60) < width_of("PUDDLES!", 60) < width_of("PUDDLES!!", 60)
