"""Whether everybody who can be recognised in a story's pictures has said yes to photos (S19).

Each recognisable child is a ticket of the takeover. Adults who can be recognised are not on record here,
so a picture that shows some is not shown: hosts are asked for pictures of hands, of what was made, of backs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from consent import photos

if TYPE_CHECKING:
    from takeover.stories.models import WriteUp

with_yes = photos.with_yes


def missing(write_up: WriteUp) -> bool:
    """Whether anybody can be recognised whose photo yes is not on record."""
    return photos.missing((one.recognisable, list(one.tickets.all())) for one in write_up.pictures.all())
