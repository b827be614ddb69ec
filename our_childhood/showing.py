"""What the public sees of a film: a card in a list, a player on its page. Public films only (S13)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import get_language_info

from cms.elsewhere import Shown
from our_childhood import prompts
from our_childhood.models import Film, FilmQuerySet
from our_childhood.prompts import Question
from video.enums import RenditionKind
from video.models import Rendition, Video

# What a browser is told before it asks for a file: it may then take the first it can play.
_TYPES = {
    "av1": 'video/mp4; codecs="av01.0.05M.08, mp4a.40.2"',
    "h264": 'video/mp4; codecs="avc1.4D401F, mp4a.40.2"',
}
# For browsers without HLS, which cannot choose by themselves: clear enough, and cheap on a phone.
_SIDE = 480


@dataclass(frozen=True, slots=True)
class Card:
    """One film in a list; `poster` is an address or '', `question` in the reader's words or None."""

    url: str
    title: str
    poster: str
    question: str


@dataclass(frozen=True, slots=True)
class Stream:
    """One file a browser can play by itself."""

    url: str
    type: str


@dataclass(frozen=True, slots=True)
class Captions:
    """One text track."""

    url: str
    language: str
    label: str


@dataclass(frozen=True, slots=True)
class Player:
    """What components/film_player.html needs; sizes in pixels."""

    poster: str
    master: str
    streams: list[Stream]
    captions: list[Captions]
    upright: bool
    width: int
    height: int


def with_posters(films: FilmQuerySet) -> FilmQuerySet:
    """Have the pictures of a list read in one query."""
    posters = Rendition.objects.filter(kind__in=(RenditionKind.THUMBNAIL, RenditionKind.POSTER))
    return films.select_related("video", "prompt").prefetch_related(
        Prefetch("video__renditions", queryset=posters)
    )


def cards(films: Iterable[Film], questions: Iterable[Question]) -> list[Card]:
    """Return a card for each film, its question in the language of `questions`."""
    words: dict[UUID, str] = {question.key: question.text for question in questions}
    return [
        Card(
            url=reverse("our_childhood:film-detail", args=[film.slug]),
            title=film.title,
            poster=_address(film.video, (film.video.thumbnail or film.video.poster) if film.video else None),
            question=words.get(film.prompt.translation_key, "") if film.prompt else "",
        )
        for film in films
    ]


def on_pages(slugs: Sequence[str]) -> dict[str, Shown]:
    """Return what is public of these films, for editors' pages (cms.elsewhere); as many queries for many."""
    films = list(with_posters(Film.objects.shown().filter(slug__in=slugs)))
    found = cards(films, prompts.questions()) if films else []
    return {
        film.slug: Shown(title=card.title, url=card.url, picture=card.poster, words=card.question)
        for film, card in zip(films, found, strict=True)
    }


def player(film: Film) -> Player:
    """Return the addresses of a public film's files: HLS for browsers that choose, MP4 for the others."""
    video = film.video
    streams = video.streams if video is not None else []
    chosen = [best for codec in _TYPES if (best := _best([one for one in streams if one.codec == codec]))]
    size = chosen[-1] if chosen else None
    return Player(
        poster=_address(video, video.poster if video else None),
        master=_address(video, video.master if video else None),
        streams=[Stream(url=_address(video, one), type=_TYPES[one.codec]) for one in chosen],
        captions=_captions(film),
        upright=size is not None and size.height > size.width,
        width=size.width if size else 0,
        height=size.height if size else 0,
    )


def _best(streams: list[Rendition]) -> Rendition | None:
    """Return the largest stream of at most _SIDE, or the smallest there is."""
    by_side = sorted(streams, key=lambda one: min(one.width, one.height))
    fitting = [one for one in by_side if min(one.width, one.height) <= _SIDE]
    return fitting[-1] if fitting else by_side[0] if by_side else None


def _captions(film: Film) -> list[Captions]:
    if not film.captions:
        return []
    try:
        label = get_language_info(film.language)["name_local"]
    except KeyError:
        label = film.language
    return [Captions(reverse("our_childhood:film-captions", args=[film.slug]), film.language, label)]


def _address(video: Video | None, rendition: Rendition | None) -> str:
    if video is None or rendition is None or video.released_at is None:
        return ""
    return video.public_url(rendition.name)
