"""S11: counts under five are left out, and nobody gets them back by subtracting what is shown."""

from __future__ import annotations

import itertools
import random
from collections import defaultdict

import pytest

from geography.suppression import THRESHOLD, Table, suppress

Counts = dict[str, int]


def table(*rows: tuple[int, ...]) -> Table[int, str]:
    """Suppress rows of counts; cells are named 'row.column'."""
    return suppress(*named(*rows))


def named(*rows: tuple[int, ...]) -> tuple[Counts, dict[int, list[str]]]:
    counts = {f"{row}.{column}": count for row, each in enumerate(rows) for column, count in enumerate(each)}
    return counts, {row: [f"{row}.{column}" for column in range(len(each))] for row, each in enumerate(rows)}


def shown(found: Table[int, str]) -> list[list[int | None]]:
    """The cells of each row, and at its end the row's total."""
    rows: dict[int, list[int | None]] = defaultdict(list)
    for name, count in found.cells.items():
        rows[int(name.split(".")[0])].append(count)
    return [[*cells, found.rows[row]] for row, cells in sorted(rows.items())]


@pytest.mark.parametrize(
    ("rows", "wanted", "total"),
    [
        pytest.param([(9, 7, 0)], [[9, 7, 0, 16]], 16, id="nothing small: all is shown, zeros too"),
        pytest.param([(9, 7, 3)], [[9, None, None, 19]], 19, id="one small: the next smallest goes too"),
        pytest.param([(9, 4, 3)], [[9, None, None, 16]], 16, id="two small that keep each other"),
        pytest.param([(9, 1, 1)], [[None, None, None, 11]], 11, id="two ones keep nothing from each other"),
        pytest.param([(9, 1, 4)], [[None, None, None, 14]], 14, id="1 + 4: known to be small, so a third"),
        pytest.param(
            [(3, 0, 0), (9, 8, 0)], [[None, 0, 0, None], [9, None, 0, None]], 20, id="alone in its row"
        ),
        pytest.param(
            [(3, 0), (4, 0), (9, 8)], [[None, 0, None], [None, 0, None], [9, 8, 17]], 24, id="two rows"
        ),
        pytest.param([(3, 0), (0, 0)], [[None, 0, None], [0, 0, 0]], None, id="alone in all"),
        pytest.param([(2, 2)], [[None, None, None]], None, id="a total under five"),
        pytest.param([(0, 0)], [[0, 0, 0]], 0, id="nobody at all"),
        pytest.param([], [], 0, id="no rows"),
    ],
)
def test_what_is_left_out(
    rows: list[tuple[int, ...]], wanted: list[list[int | None]], total: int | None
) -> None:
    found = table(*rows)
    assert shown(found) == wanted
    assert found.total == total


def test_a_row_that_lends_its_total_leaves_out_a_count_too() -> None:
    """A hidden total whose counts are all shown is no secret: adding them up gives it back."""
    found = table((3, 0), (6, 7))
    assert found.rows == {0: None, 1: None}
    assert found.cells["1.0"] is None


def could_be(counts: Counts, rows: dict[int, list[str]], found: Table[int, str]) -> dict[str, set[int]]:
    """Everything a reader who adds and subtracts must think possible for each count left out.

    Tries every whole table that agrees with what is shown: counts left out are at least one, since
    zeros are shown, and at most what the whole table holds.
    """
    hidden = [cell for cell, count in found.cells.items() if count is None]
    most = sum(counts.values())
    possible: dict[str, set[int]] = defaultdict(set)
    for guess in itertools.product(range(1, most + 1), repeat=len(hidden)):
        table = {**found.cells, **dict(zip(hidden, guess, strict=True))}
        sums = {row: sum(table[cell] or 0 for cell in cells) for row, cells in rows.items()}
        if all(shown is None or shown == sums[row] for row, shown in found.rows.items()) and (
            found.total is None or found.total == sum(sums.values())
        ):
            for cell, count in zip(hidden, guess, strict=True):
                possible[cell].add(count)
    return possible


def test_no_count_left_out_can_be_had_by_subtraction() -> None:
    """Random small tables, every one attacked by trying all: each secret could be 1, 2, 3, 4 or 5."""
    dice, attacked = random.Random(11), 0
    for _ in range(400):
        shape = [dice.randint(1, 3) for _ in range(dice.randint(1, 3))]
        counts, rows = named(*[tuple(dice.choice((0, 0, 1, 2, 3, 5, 6)) for _ in range(n)) for n in shape])
        found = suppress(counts, rows)
        if sum(count is None for count in found.cells.values()) > 3 or sum(counts.values()) > 18:
            continue
        small = {cell for cell, count in counts.items() if 0 < count < THRESHOLD}
        assert small <= {cell for cell, count in found.cells.items() if count is None}
        for cell, values in could_be(counts, rows, found).items():
            assert values >= set(range(1, THRESHOLD + 1)) or found.total is None, (counts, found, cell)
            attacked += 1
    assert attacked > 100


def test_a_total_that_is_shown_is_the_sum() -> None:
    """What is shown is true."""
    counts, rows = named((9, 8, 3), (12, 0), (40, 6, 7))
    found = suppress(counts, rows)
    assert all(count in (None, counts[cell]) for cell, count in found.cells.items())
    assert found.total == sum(counts.values())


@pytest.mark.parametrize(
    ("counts", "rows"), [({"a": -1}, {1: ["a"]}), ({"a": 7}, {}), ({"a": 7}, {1: ["a"], 2: ["a"]})]
)
def test_a_table_that_is_none(counts: Counts, rows: dict[int, list[str]]) -> None:
    with pytest.raises(ValueError):
        suppress(counts, rows)
