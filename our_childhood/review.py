"""What each of the two checks looks at in a film, and what it waits for.

The safeguarding check sees a preview, the editorial check the very renditions that will be public.
An approval of the first must outlive the making of the ladder from the same file, and must not
outlive another file or another word: so the first is bound to the original's SHA-256 and the words,
the second to `Film.content_digest` (S13, docs/adr/0043).
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from moderation.enums import Check
from our_childhood import gate
from our_childhood.enums import Blocker
from video.enums import Stage

if TYPE_CHECKING:
    from our_childhood.models import Film

_ALWAYS = (Blocker.WITHDRAWN, Blocker.REFUSED, Blocker.HELD, Blocker.CHANGE_ASKED)
_BY_THE_REVIEW_ITSELF = (Blocker.NOT_APPROVED_BY_TWO, Blocker.CHANGED_SINCE_APPROVAL)


def digest(film: Film, check: Check | str) -> str:
    """Return the 64-hex digest of what `check` looks at in `film` as it is in memory."""
    if Check(check) is Check.EDITORIAL:
        return film.content_digest()
    words = [
        [str(film.video.pk), film.video.sha256] if film.video is not None else "",
        film.title,
        film.description,
        film.transcript,
        film.captions,
        film.speech,
        film.language,
        film.prompt_id,
        film.age_band,
        film.region_id,
    ]
    return hashlib.sha256(json.dumps(words, ensure_ascii=True).encode()).hexdigest()


def blockers(film: Film, check: Check | str) -> list[str]:
    """Return, in words for staff, what must happen before `check` can be approved."""
    found = gate.blockers(film)
    if Check(check) is Check.EDITORIAL:
        return [str(blocker.label) for blocker in found if blocker not in _BY_THE_REVIEW_ITSELF]
    waits = [str(blocker.label) for blocker in found if blocker in _ALWAYS]
    if (
        film.video is None
        or film.video.erased_at
        or film.video.stage not in (Stage.PREVIEWED, Stage.LADDERED)
    ):
        waits.append("The preview is not ready.")
    return waits
