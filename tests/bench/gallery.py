"""Gallery, film page and home page: queries, milliseconds and bytes at 100 and at 100,000 films.

On both databases. A hundred thousand films must be no slower than a hundred (design 2, issue of the
films: ratio ≤ 1.2).
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from tests.bench import pages
from tests.bench.rows import Row

FEW = int(os.environ.get("BENCH_FEW_FILMS", "100"))
MANY = int(os.environ.get("BENCH_MANY_FILMS", "100000"))


def run() -> Iterator[Row]:
    """Measure each database in a process of its own."""
    yield from pages.compare("tests.bench.gallery", few=FEW, many=MANY, of="films")


def measure() -> None:
    """Print, as the last line, what the pages cost with few and with many films."""
    pages.set_up()
    from config.demo import base, many

    pages.measure(prepare=base.seed, fill=many.seed, pages=_pages, sizes=(FEW, MANY))


def _pages() -> pages.Costs:
    from our_childhood.models import Film
    from our_childhood.paging import mark

    films = Film.objects.public().newest_first()
    total = films.count()
    middle, late = films[total // 2], films[total - 15]
    street = Film.objects.public().filter(prompt__slug="my-street").newest_first()
    half = street[street.count() // 2]
    return {
        name: pages.page(address)
        for name, address in {
            "home": "/",
            "gallery": "/films/",
            "gallery, halfway": f"/films/?before={mark(middle)}",
            "gallery, last page": f"/films/?before={mark(late)}",
            "gallery of a question": "/films/?about=my-street",
            "gallery of a question, halfway": f"/films/?about=my-street&before={mark(half)}",
            "film": f"/films/{middle.slug}/",
            "feed": "/films/feed/",
        }.items()
    }


if __name__ == "__main__":
    measure()
