"""Receipt codes such as 7K3-PLUM-RIVER: what a child holds instead of an account (S8).

The code itself is shown to the child and kept nowhere; ReceiptCode holds its keyed hash. There
are about nine thousand million of them, so that with the limit on tries (people.limits) nobody
meets another child's film by guessing.
"""

from __future__ import annotations

import secrets
import unicodedata
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction

from people import keyed
from people.models import ReceiptCode
from people.words import CODE_WORDS

# No vowels (nothing to spell by accident), nothing that looks like something else in print.
SIGNS = "23456789BCDFGHJKMNPQRTVWXYZ"
SPACE = len(SIGNS) ** 3 * len(CODE_WORDS) ** 2
_HOLDS = "receipt-code"
_MAKES = "receipt-code-of-journey"


class NoCodeLeft(Exception):
    """No free code was found in many tries; the code space is as good as full."""


def issue(subject: models.Model, seed: str = "") -> str:
    """Give `subject` a new code and return it, in the form 7K3-PLUM-RIVER.

    Only its keyed hash is stored. With a `seed` (a secret only the child's browser holds) the
    code follows from seed and subject, so that `again` can show it once more without keeping it.
    Raises NoCodeLeft when every try met a code in use.
    """
    for attempt in range(20):
        number = (
            keyed.streams(_MAKES, _recipe(subject, seed, attempt))[0] if seed else secrets.randbelow(SPACE)
        )
        code = spell(number)
        try:
            with transaction.atomic():
                ReceiptCode.objects.create(code_hash=keyed.digest(_HOLDS, squeeze(code)), subject=subject)
        except IntegrityError:
            continue
        return code
    raise NoCodeLeft


def again(subject: models.Model, seed: str) -> str | None:
    """Return the code that `issue` gave this subject for this seed, or None when there is none."""
    return again_of([(subject, seed)]).get(subject.pk)


def again_of(seeds: Sequence[tuple[models.Model, str]]) -> dict[Any, str]:
    """Return the same for several subjects of one model, by the subject's key; one query."""
    if not seeds:
        return {}
    kind = ContentType.objects.get_for_model(seeds[0][0])
    held: dict[str, set[str]] = defaultdict(set)
    rows = ReceiptCode.objects.filter(subject_type=kind, subject_id__in=[str(one.pk) for one, _seed in seeds])
    for subject_id, code_hash in rows.values_list("subject_id", "code_hash"):
        held[subject_id].add(code_hash)
    found = {one.pk: _again(one, seed, held[str(one.pk)]) for one, seed in seeds}
    return {key: code for key, code in found.items() if code is not None}


def revoke(subject: models.Model) -> int:
    """Let no code open `subject` any more; return how many did."""
    kind = ContentType.objects.get_for_model(subject)
    return ReceiptCode.objects.filter(subject_type=kind, subject_id=str(subject.pk)).delete()[0]


def find(code: str) -> ReceiptCode | None:
    """Return the row of a code as somebody typed it, or None.

    Capitals, blanks, missing dashes, 0 for O, 1 for I and the digits of other scripts are all
    forgiven.
    """
    squeezed = squeeze(code)
    if not 9 <= len(squeezed) <= 40:
        return None
    return ReceiptCode.objects.filter(code_hash__in=keyed.digests(_HOLDS, squeezed)).first()


def spell(number: int) -> str:
    """Return the code with this number (any non-negative int; taken modulo the code space)."""
    number %= SPACE
    signs = ""
    for _ in range(3):
        number, index = divmod(number, len(SIGNS))
        signs += SIGNS[index]
    first, second = divmod(number, len(CODE_WORDS))
    return f"{signs}-{CODE_WORDS[first]}-{CODE_WORDS[second]}".upper()


def squeeze(code: str) -> str:
    """Return what counts of a typed code: its letters and digits, with look-alikes made one."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKC", code).upper() if sign.isalnum())
    plain = "".join(str(unicodedata.digit(sign, sign)) for sign in plain)
    return plain[:3] + plain[3:].translate(str.maketrans("01", "OI"))


def _again(subject: models.Model, seed: str, held: set[str]) -> str | None:
    """Return the code made from `seed` whose hash is in `held`."""
    for attempt in range(20):
        for number in keyed.streams(_MAKES, _recipe(subject, seed, attempt)):
            code = spell(number)
            if held.intersection(keyed.digests(_HOLDS, squeeze(code))):
                return code
    return None


def _recipe(subject: models.Model, seed: str, attempt: int) -> str:
    return f"{subject._meta.label_lower}:{subject.pk}:{attempt}:{seed}"
