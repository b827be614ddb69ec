"""Whether a film looks like one that was refused or taken back: a flag for a person, nothing more.

Hashes of whole films of ours are kept without anything that says whose they were (docs/adr/0102). Two
hashes are of the same picture when 31 bits of 256 differ or fewer; then, of sixteen bands of 16 bits, one
at least differs in one bit or none. So 17 numbers a band are looked up, and few rows are read.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from moderation.enums import Memory
from moderation.models import RememberedBand, RememberedFilm, RememberedPicture
from video.fingerprints import SAME, apart

MONTHS = 12  # kept for; see docs/adr/0102
BANDS, BITS = 16, 16
ENOUGH = 2  # pictures that must match, unless there is only one to compare

Fingerprints = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Likeness:
    """An earlier film that looks the same: why and in which month it went, and how many pictures of `of`."""

    why: Memory
    month: date
    pictures: int
    of: int


@transaction.atomic
def remember(*, fingerprints: Fingerprints, why: Memory) -> int:
    """Keep the hashes of a film that goes; return how many were new. `fingerprints` are Video's own."""
    hashes = {turned[0] for turned in fingerprints}
    hashes -= set(RememberedPicture.objects.filter(hash__in=hashes).values_list("hash", flat=True))
    if not hashes:
        return 0
    film = RememberedFilm.objects.create(why=why, month=timezone.localdate().replace(day=1))
    pictures = RememberedPicture.objects.bulk_create(
        RememberedPicture(film=film, hash=one) for one in sorted(hashes)
    )
    RememberedBand.objects.bulk_create(
        RememberedBand(value=value, picture=picture) for picture in pictures for value in bands(picture.hash)
    )
    return len(hashes)


@transaction.atomic
def forget(*, fingerprints: Fingerprints) -> int:
    """Drop exactly these hashes again (the film was let in after all); return how many there were."""
    found = RememberedPicture.objects.filter(hash__in={turned[0] for turned in fingerprints})
    films = set(found.values_list("film", flat=True))
    count = found.count()
    found.delete()
    RememberedFilm.objects.filter(pk__in=films, pictures=None).delete()
    return count


def forget_old() -> int:
    """Drop what has been kept for MONTHS; return how many films. The sweeper calls it (S1)."""
    today = timezone.localdate()
    months = today.year * 12 + today.month - 1 - MONTHS
    count, _ = RememberedFilm.objects.filter(month__lte=date(months // 12, months % 12 + 1, 1)).delete()
    return count


def look(fingerprints: Fingerprints) -> list[Likeness]:
    """Return the remembered films that look like this one, however it was turned or mirrored.

    One query for each picture (at most twelve), and none while nothing is remembered.
    """
    if not fingerprints or not RememberedFilm.objects.exists():
        return []
    seen: dict[object, int] = defaultdict(int)
    for turned in fingerprints:
        for film in {
            film for film, hash_ in near(turned) if any(apart(hash_, one) <= SAME for one in turned)
        }:
            seen[film] += 1
    enough = min(ENOUGH, len(fingerprints))
    films = RememberedFilm.objects.filter(pk__in=[film for film, count in seen.items() if count >= enough])
    return [
        Likeness(Memory(film.why), film.month, seen[film.pk], len(fingerprints))
        for film in films.order_by("-month", "pk")
    ]


def near(hashes: Iterable[str]) -> list[tuple[object, str]]:
    """Return (film, hash) of every picture that may be within 31 bits of one of `hashes`, and some more."""
    wanted = {value for one in hashes for value in _around(one)}
    return list(
        RememberedPicture.objects.filter(bands__value__in=wanted).values_list("film", "hash").distinct()
    )


def bands(hash_: str) -> list[int]:
    """Return the sixteen numbers under which a hash is found."""
    whole = int(hash_, 16)
    return [band << BITS | (whole >> band * BITS & (1 << BITS) - 1) for band in range(BANDS)]


def _around(hash_: str) -> Iterator[int]:
    for value in bands(hash_):
        yield value
        for bit in range(BITS):
            yield value ^ 1 << bit
