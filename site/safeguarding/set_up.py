"""What `migrate` puts into this room: a first list of words of harm for each language of the site.

Illustrative, and only where there is none: once a list is there it belongs to the staff who edit it.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

from django.conf import settings

from safeguarding.models import HarmList

WORDS = Path(__file__).with_name("harm_words.csv")


def put_in_place() -> None:
    """Make a list for every language that has none."""
    lines: dict[tuple[str, str], list[str]] = defaultdict(list)
    with WORDS.open(newline="", encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            lines[row["language"], row["level"]].append(row["phrase"])
    for language, _name in settings.LANGUAGES:
        HarmList.objects.get_or_create(
            language=language,
            defaults={level: "\n".join(lines[language, level]) for level in ("red", "amber")},
        )
