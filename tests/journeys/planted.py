"""Films in every state, each full of words and bytes that can be told from all others.

Everything but the transcoding is real: the upload, the answers, the audit trail, two people, the
gate and the release. The renditions are bytes that say whose they are, so that a leak can be seen
wherever it comes out.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils import timezone

import storage
from accounts.models import User
from config.demo import way
from config.demo.way import Journey, Words
from moderation.enums import Verdict
from our_childhood import actions, tasks
from our_childhood.enums import WithdrawalRoute
from our_childhood.models import Film
from safeguarding import actions as safeguarding
from safeguarding import audit
from video.enums import RenditionKind, Stage
from video.models import Rendition, Video

PREVIEW_SET = (
    (RenditionKind.PREVIEW, "preview.mp4", "video/mp4"),
    (RenditionKind.CONTACT_SHEET, "contact_sheet.jpg", "image/jpeg"),
    (RenditionKind.POSTER, "poster.jpg", "image/jpeg"),
)
LADDER = (
    (RenditionKind.STREAM, "h264_240.mp4", "video/mp4"),
    (RenditionKind.MEDIA_PLAYLIST, "h264_240.m3u8", "application/vnd.apple.mpegurl"),
    (RenditionKind.MASTER_PLAYLIST, "master.m3u8", "application/vnd.apple.mpegurl"),
)
# Markers are words that nothing else on the site contains.
PUBLIC_WORDS = ("title", "slug", "description", "captions", "transcript", "poster", "stream", "playlist")


@dataclass
class Planted:
    """A film, what marks it, and every key and address it ever had."""

    name: str
    film: Film
    markers: dict[str, bytes] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)
    code: str = ""

    def remember(self) -> None:
        """Note the keys and addresses the film has now, before they are gone."""
        self.film.refresh_from_db()
        video = self.film.video
        if self.film.slug:
            self.addresses |= {f"/films/{self.film.slug}/", f"/films/{self.film.slug}/captions.vtt"}
        if video is None:
            return
        names = list(video.renditions.values_list("name", "key"))
        self.keys |= {video.original_key, *(key for _name, key in names)}
        if video.public_prefix:
            self.addresses |= {f"/media/{video.public_prefix}/{name}" for name, _key in names}


class Planter:
    """Makes films; needs two reviewers, `first` and `second`, and a question with the slug `question`."""

    def __init__(self, first: User, second: User, question: str) -> None:
        self.first, self.second, self.question = first, second, question

    def plant(self, name: str, *, until: Callable[[Planted], None] | None = None) -> Planted:
        """Send a film called `name`, give it what the machine makes, and bring it into a state by `until`."""
        mark = f"zq{name}zq"
        file = io.BytesIO(self._bytes(mark, "original"))
        sent = way.send_file(
            Journey(key=f"mark-{name}", prompt=self.question, age_band="10-12"),
            file.getvalue(),
            name="film.mp4",
        )
        film = sent.film
        slug = f"{mark}-slug"
        Film.objects.filter(pk=film.pk).update(title=f"{mark} title", slug=slug)
        film.refresh_from_db()
        planted = Planted(name, film, code=sent.code or "")
        planted.markers = {
            kind: f"{mark}-{kind}".encode()
            for kind in (
                "slug",
                "description",
                "captions",
                "transcript",
                "original",
                "preview",
                "poster",
                "stream",
                "playlist",
            )
        }
        planted.markers["title"] = f"{mark} title".encode()
        planted.markers["grown-up"] = f"mark-{name}@grown-ups.example".encode()
        assert film.video is not None
        self._renditions(film.video, mark, PREVIEW_SET, Stage.PREVIEWED)
        planted.remember()
        if until is not None:
            until(planted)
        planted.remember()
        return planted

    # --- States ---------------------------------------------------------------------------------

    def in_review(self, planted: Planted) -> None:
        """A grown-up has said yes, the first check waits, and its words are written already."""
        film = planted.film
        way.grown_up_says_yes(film)
        actions.begin_review(film=film, by=audit.SYSTEM)
        film.refresh_from_db()
        mark = f"zq{planted.name}zq"
        words = Words(
            description=f"A film of paper. {mark}-description",
            transcript=f"{mark}-transcript",
            captions=f"WEBVTT\n\n00:00:00.000 --> 00:00:01.000\n{mark}-captions\n",
        )
        way.write_words(film, words, user=self.first)

    def second_check(self, planted: Planted) -> None:
        """The first check has passed and the ladder is made."""
        self.in_review(planted)
        way.decide(planted.film, Verdict.APPROVE, user=self.first)
        video = planted.film.video
        assert video is not None
        self._renditions(video, f"zq{planted.name}zq", LADDER, Stage.LADDERED)

    def cleared(self, planted: Planted) -> None:
        """Approved by two; the worker has not released it yet."""
        self.second_check(planted)
        way.decide(planted.film, Verdict.APPROVE, user=self.second)

    def public(self, planted: Planted) -> None:
        """Everybody can see it."""
        self.cleared(planted)
        assert tasks.release.func(planted.film.pk), f"{planted.name} was not released"

    def refused(self, planted: Planted) -> None:
        self.in_review(planted)
        way.decide(planted.film, Verdict.REFUSE, user=self.first, reason="school")

    def change_asked(self, planted: Planted) -> None:
        self.in_review(planted)
        way.decide(planted.film, Verdict.ASK_CHANGE, user=self.first, reason="sound")

    def held(self, planted: Planted) -> None:
        self.in_review(planted)
        safeguarding.hold(subject=planted.film, reason="worry", by=audit.actor(self.first), user=self.first)

    def held_while_public(self, planted: Planted) -> None:
        self.public(planted)
        planted.remember()
        safeguarding.hold(subject=planted.film, reason="worry", by=audit.actor(self.first), user=self.first)

    def withdrawn(self, planted: Planted) -> None:
        """Was public; the commit has happened, the worker's part has not."""
        self.public(planted)
        planted.remember()
        actions.withdraw(film=planted.film, by="child", route=WithdrawalRoute.CODE)

    def erased(self, planted: Planted) -> None:
        """Was public, was withdrawn, and the worker has been."""
        self.withdrawn(planted)
        assert tasks.erase.func(planted.film.pk)

    # --- Files ----------------------------------------------------------------------------------

    @staticmethod
    def _bytes(mark: str, kind: str) -> bytes:
        head = (
            b"\xff\xd8\xff\xe0"
            if kind == "poster"
            else b"#EXTM3U\n# "
            if kind == "playlist"
            else b"\0\0\0\x18ftyp"
        )
        return head + f"{mark}-{kind}\n".encode() * 50

    def _renditions(
        self, video: Video, mark: str, files: tuple[tuple[str, str, str], ...], stage: Stage
    ) -> None:
        kinds = {
            RenditionKind.PREVIEW: "preview",
            RenditionKind.CONTACT_SHEET: "preview",
            RenditionKind.POSTER: "poster",
            RenditionKind.STREAM: "stream",
        }
        for kind, name, content_type in files:
            content = self._bytes(mark, kinds.get(RenditionKind(kind), "playlist"))
            stored = storage.put(
                storage.private(),
                storage.new_key(f"video/{video.pk}"),
                io.BytesIO(content),
                content_type=content_type,
            )
            assert stored.sha256 == hashlib.sha256(content).hexdigest()
            Rendition.objects.create(
                video=video,
                kind=kind,
                name=name,
                key=stored.key,
                content_type=content_type,
                size=stored.size,
                sha256=stored.sha256,
                codec="h264" if kind == RenditionKind.STREAM else "",
                width=426,
                height=240,
                frames=30,
                duration_ms=1000,
                bits_per_second=100_000,
            )
        Video.objects.filter(pk=video.pk).update(
            stage=stage, ladder_wanted_at=timezone.now() if stage == Stage.LADDERED else None
        )
        video.refresh_from_db()
