"""What wishes keep of children: their words, without a name (S1)."""

from people.data_map import Retention, asks, declare, not_personal
from takeover.wishes.actions import WISHES_KEPT
from takeover.wishes.models import Wish

_KEPT = Retention(
    WISHES_KEPT, "it was sent", or_until="the child takes it back, or 28 days after we did not show it"
)
_ERASER = "takeover.wishes.actions.erase_old"

declare(
    Wish,
    field="words",
    purpose="What a child would like to take over; shown without a name once two people approved it.",
    seen_by="Reviewers; everybody once it is public.",
    kept=_KEPT,
    eraser=_ERASER,
)
declare(
    Wish,
    field="language",
    purpose="To tell the outcome in a language the child reads.",
    seen_by="Reviewers.",
    kept=_KEPT,
    eraser=_ERASER,
)
not_personal(Wish, field="slug", purpose="Random signs: the wish's place on the wall.")
not_personal(Wish, field="form_key", purpose="Keyed hash of one journey; opens nothing by itself.")
not_personal(Wish, field="approved_digest", purpose="Hash of what two people approved.")
not_personal(Wish, field="withdrawn_by", purpose="By which route it was taken back.")

_COOKIE = "A sealed cookie in the child's own browser, for an hour; then "
asks("takeover.wishes.forms", field="words", purpose="The wish.", goes_to=f"{_COOKIE}`wishes.wish.words`.")
asks(
    "takeover.wishes.forms",
    field="region",
    purpose="A big area, or not said (S2): hosts look for wishes near them.",
    goes_to=f"{_COOKIE}`wishes.wish`; everybody sees it.",
)
asks(
    "takeover.wishes.forms",
    field="age_band",
    purpose="A band, never a birthday (S18): so that a host offers something that fits.",
    goes_to=f"{_COOKIE}`wishes.wish`; reviewers and checked hosts see it, nobody else.",
)
asks(
    "takeover.wishes.forms",
    field="code",
    purpose="To find one's wish again, without an account (S8).",
    goes_to="Nothing keeps it.",
)
asks(
    "takeover.wishes templates",
    field="code act region",
    purpose="Which wish, which button was pressed, and which area to read wishes of.",
    goes_to="Nothing keeps it.",
)
