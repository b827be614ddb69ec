"""What stories keep about people: what hosts write, and pictures children may be in (S1)."""

from datetime import timedelta

from people.data_map import Retention, asks, declare, not_personal
from takeover.stories.models import Change, Picture, StoryIndexPage, StoryPage, WriteUp

_KEPT = Retention(
    timedelta(days=365),
    "it was refused, or begun and never sent",
    or_until="its host takes it back or leaves",
)
_ERASER = "takeover.stories.actions.erase_old"
_SEEN = "The host, reviewers; everybody once it is public."

declare(
    WriteUp,
    field="title words",
    purpose="What a host tells about a takeover. Two people look for names (S20).",
    seen_by=_SEEN,
    kept=_KEPT,
    eraser=_ERASER,
)
declare(
    Change,
    field="words",
    purpose="What changed because of a takeover, in its host's words (S32).",
    seen_by=_SEEN,
    kept=_KEPT,
    eraser=_ERASER,
)
declare(
    Picture,
    field="key alt",
    purpose="Where a picture is, and what it shows. Children with a photo yes may be in it (S19).",
    seen_by=f"{_SEEN} Each look of staff's before that is on record.",
    kept=_KEPT,
    eraser=_ERASER,
)
not_personal(Picture, field="sha256", purpose="Hash of a picture.")
for _model in (WriteUp, Change):
    not_personal(
        _model,
        field="language approved_digest withdrawn_by",
        purpose="In which language it is, what two people approved, and how it was taken back.",
    )
not_personal(StoryIndexPage, field="lead", purpose="Editors' words.")
declare(
    StoryPage,
    field="lead body",
    purpose="The page made of a host's write-up.",
    seen_by="Everybody.",
    kept="With the write-up.",
    eraser="takeover.stories.actions.take_back",
)

_FORMS = "takeover.stories.forms"
asks(
    _FORMS,
    field="title words",
    purpose="The story, or what changed.",
    goes_to="`stories.writeup`, `stories.change`.",
)
asks(_FORMS, field="file alt", purpose="A picture, and what it shows.", goes_to="`stories.picture`.")
asks(
    _FORMS,
    field="recognisable people",
    purpose="Who can be recognised in a picture: only children with a photo yes (S19).",
    goes_to="`stories.picture`.",
)
asks(_FORMS, field="progress", purpose="Done, on the way, or not yet (S32).", goes_to="`stories.change`.")
asks(
    "takeover.stories templates",
    field="drop",
    purpose="Which picture to take away.",
    goes_to="Nothing keeps it.",
)
