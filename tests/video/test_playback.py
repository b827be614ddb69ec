"""A real browser plays what the room makes: HLS natively, and each rendition alone as MP4."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db.models.functions import Now
from pytest_django.live_server_helper import LiveServer

from tests.factories.video import VideoFactory
from video import actions, processing
from video.models import Video

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.media, pytest.mark.browser]

# From the start, then from near the end: an index at the front is what makes that possible.
PLAY = """async (address) => {
  const film = document.createElement("video");
  film.muted = true;
  film.src = address;
  document.body.append(film);
  const moment = (name) => new Promise((done, fail) => {
    film.addEventListener(name, done, {once: true});
    film.addEventListener("error", () => fail(film.error?.message || "error"), {once: true});
    setTimeout(() => fail(name + " never came"), 12000);
  });
  const begun = moment("timeupdate");
  await film.play();
  await begun;
  const sought = moment("seeked");
  film.currentTime = 4.5;
  await sought;
  const {duration: seconds, currentTime: at, videoWidth: width, videoHeight: height} = film;
  film.remove();
  return {seconds, at, width, height};
}"""


def test_plays_everywhere_it_should(clip: Callable[..., Path], live_server: LiveServer, pages: Any) -> None:
    """Every public file of a released film: playlist, H.264 and AV1."""
    film = clip("to-play.mp4", picture="testsrc2=s=854x480:r=30", seconds=6.0).read_bytes()
    video = VideoFactory(content=film)
    assert processing.preview(video.pk)
    Video.objects.filter(pk=video.pk).update(ladder_wanted_at=Now())
    assert processing.ladder(video.pk)
    released = actions.release(video=video)
    page = pages()
    page.route("**/stage", lambda route: route.fulfill(content_type="text/html", body="<body></body>"))
    page.goto(f"{live_server.url}/stage")
    for name in ["master.m3u8", *(stream.name for stream in released.streams)]:
        played = page.evaluate(PLAY, released.public_url(name))
        assert played["seconds"] == pytest.approx(6.0, abs=0.1), name
        assert played["at"] == pytest.approx(4.5, abs=0.3), name
        assert played["width"] / played["height"] == pytest.approx(854 / 480, rel=0.02), name
    assert {stream.codec for stream in released.streams} == {"h264", "av1"}
