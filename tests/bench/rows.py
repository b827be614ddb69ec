"""One line of a benchmark's answer."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Row:
    """One measured number.

    `aim` is the number it should not be above (or below, with `higher_is_better`); None where there
    is nothing to hold it against. `unit` is 'ratio', 'queries', 'ms', 'bytes', 'MB/s' and so on.
    """

    name: str
    value: float
    unit: str
    aim: float | None = None
    higher_is_better: bool = False
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the aim was met; None without an aim."""
        if self.aim is None:
            return None
        return self.value >= self.aim if self.higher_is_better else self.value <= self.aim

    def as_json(self, bench: str) -> dict[str, Any]:
        """Return the row as one JSON line's content."""
        return {"bench": bench, **asdict(self), "met": self.met}
