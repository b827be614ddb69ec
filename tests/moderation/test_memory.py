"""Films that were refused or taken back are known again by their pictures, and by nothing else."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from moderation import memory
from moderation.enums import Memory, Verdict
from moderation.models import RememberedBand, RememberedFilm, RememberedPicture
from our_childhood import actions
from our_childhood.enums import WithdrawalRoute
from our_childhood.models import Film
from tests.factories.accounts import UserFactory
from tests.factories.moderation import film_in_review, give
from tests.video.drawn import scene
from video.fingerprints import SAME, of_film

pytestmark = pytest.mark.django_db
Pictures = list[list[str]]


def pictures(*numbers: int, turn: Any = None) -> Pictures:
    """Fingerprints as a video keeps them, of the drawn scenes called `numbers`."""
    stills = [scene(number) if turn is None else scene(number).transpose(turn) for number in numbers]
    return [list(one.hashes) for one in of_film(stills)]


def nudged(fingerprints: Pictures, bits: int) -> Pictures:
    """The same pictures with `bits` bits of each hash turned over, spread as unkindly as can be."""
    flip = sum(1 << (bit * 8 + bit // 2 % 8) for bit in range(bits))
    return [[f"{int(one, 16) ^ flip:064x}" for one in turned] for turned in fingerprints]


def known(film: Film, *numbers: int) -> Film:
    film.video.fingerprints = pictures(*numbers)
    film.video.save(update_fields=["fingerprints"])
    return film


def test_a_film_taken_back_is_known_again() -> None:
    """Withdrawn, erased, and sent again by somebody: a person is told. Nothing else says whose it was."""
    film = known(film_in_review(), 1, 2, 3)
    assert memory.look(pictures(1, 2, 3)) == []
    assert actions.withdraw(film=film, by="child", route=WithdrawalRoute.CODE)
    (like,) = memory.look(nudged(pictures(1, 2, 3, 4), 20))
    assert (like.why, like.pictures, like.of) == (Memory.WITHDRAWN, 3, 4)
    assert like.month == timezone.localdate().replace(day=1)
    kept = [field.name for field in RememberedFilm._meta.get_fields() if not field.is_relation]
    assert kept == ["id", "why", "month"]


def test_a_refused_film_is_known_again_and_forgotten_when_it_is_let_in() -> None:
    from our_childhood import second_look

    film = known(film_in_review(), 5, 6)
    give(film, UserFactory(moderator=True), Verdict.REFUSE, reason="name")
    assert [one.why for one in memory.look(pictures(5, 6))] == [Memory.REFUSED]
    film.refresh_from_db()
    assert second_look.reconsider(film=film, by="system")
    assert memory.look(pictures(5, 6)) == []
    assert not RememberedFilm.objects.exists()
    assert not RememberedBand.objects.exists()


@pytest.mark.parametrize("turn", [0, 1, 2, 4])
def test_mirrored_or_turned_it_is_still_known(turn: int) -> None:
    from PIL import Image

    memory.remember(fingerprints=pictures(1, 2), why=Memory.REFUSED)
    assert memory.look(pictures(1, 2, turn=Image.Transpose(turn)))


def test_one_picture_alone_is_not_enough() -> None:
    """A title card everybody uses is no film; where a film has one picture only, it has to do."""
    memory.remember(fingerprints=pictures(1, 2, 3), why=Memory.REFUSED)
    assert memory.look(pictures(1, 7, 8, 9)) == []
    assert memory.look(pictures(1, 2, 8, 9))
    assert memory.look(pictures(1))


@pytest.mark.parametrize(("bits", "found"), [(0, 1), (SAME, 1), (SAME + 1, 0)])
def test_what_is_within_31_bits_is_always_found(bits: int, found: int) -> None:
    """However the differing bits lie, one of sixteen bands has at most one of them."""
    chance = random.Random(bits)
    remembered = [[f"{chance.getrandbits(256):064x}"] for _ in range(40)]
    memory.remember(fingerprints=remembered, why=Memory.REFUSED)
    for (one,) in remembered:
        flip = sum(1 << bit for bit in chance.sample(range(256), bits))
        assert len(memory.look([[f"{int(one, 16) ^ flip:064x}"]])) == found


def test_few_rows_are_read(django_assert_num_queries: Any) -> None:
    """Of a thousand remembered pictures one lookup reads a handful; one query a picture."""
    chance = random.Random(7)
    memory.remember(
        fingerprints=[[f"{chance.getrandbits(256):064x}"] for _ in range(1000)], why=Memory.WITHDRAWN
    )
    (turned,) = pictures(1)
    assert len(memory.near(turned[:1])) <= 15
    with django_assert_num_queries(2):
        assert memory.look([turned]) == []
    with django_assert_num_queries(4):
        assert memory.look(pictures(1, 2, 3)) == []


def test_remembered_twice_is_once_and_forgotten_after_a_year() -> None:
    assert memory.remember(fingerprints=pictures(1, 2), why=Memory.REFUSED) == 2
    assert memory.remember(fingerprints=pictures(1, 2), why=Memory.WITHDRAWN) == 0
    assert memory.forget_old() == 0
    RememberedFilm.objects.update(month=(timezone.localdate() - timedelta(days=366)).replace(day=1))
    assert memory.forget_old() == 1
    assert not RememberedPicture.objects.exists()
    assert not RememberedBand.objects.exists()
