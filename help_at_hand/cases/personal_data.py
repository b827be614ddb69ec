"""What the room keeps of children who wrote to the help team (S1)."""

from help_at_hand.cases.actions import CASES_KEPT
from help_at_hand.cases.models import Canned, Case, Entry, Visit
from help_at_hand.cases.visits import STAYS
from people.data_map import Retention, asks, declare, not_personal

_ADVISERS = (
    "Helpline advisers; safeguarding leads when it is red. Each look is on record. Sealed in the database."
)
_YEAR = Retention(
    CASES_KEPT,
    "the case was closed",
    or_until="the child takes it back, unless it is kept for its safety: at once",
)
_ERASER = "help_at_hand.cases.actions.erase_old"

declare(
    Case,
    field="told",
    purpose="Whether a child is safe, how and when to answer it, and the name it wants to be called.",
    seen_by=_ADVISERS,
    kept=_YEAR,
    eraser=_ERASER,
)
declare(
    Case,
    field="language",
    purpose="To answer in a language the child reads.",
    seen_by=_ADVISERS,
    kept=_YEAR,
    eraser=_ERASER,
)
declare(
    Entry,
    field="words",
    purpose="What a child wrote to the help team, what it was answered, and what advisers noted.",
    seen_by=_ADVISERS,
    kept=_YEAR,
    eraser=_ERASER,
)
declare(
    Visit,
    field="answers",
    purpose="What a child has typed and not sent yet.",
    seen_by="Nobody; the child's own browser opens it. Sealed in the database.",
    kept=Retention(STAYS, "the last answer", or_until="the child leaves the page or sends it: at once"),
    eraser="help_at_hand.cases.visits.forget_over",
)
not_personal(Case, field="form_key", purpose="Keyed hash of one journey; opens nothing by itself.")
not_personal(
    Visit, field="token_hash", purpose="Keyed hash of what one browser holds; opens nothing by itself."
)
not_personal(Canned, field="title words", purpose="Ready answers; the team's own words.")

_FORM = "help_at_hand.cases.forms"
_VISIT = "`cases.visit.answers`, until the child leaves or sends it; then "
asks(_FORM, field="safe", purpose="Whether help has to be quick.", goes_to=f"{_VISIT}`cases.case.told`.")
asks(
    _FORM,
    field="words",
    purpose="What happened, or what a child adds.",
    goes_to=f"{_VISIT}`cases.entry.words`.",
)
asks(
    _FORM,
    field="way reach times",
    purpose="A safe way and a safe time to answer.",
    goes_to=f"{_VISIT}`cases.case.told`.",
)
asks(
    _FORM,
    field="age_band",
    purpose="A band, never a birthday (S18), to answer in fitting words; need not be said.",
    goes_to=f"{_VISIT}`cases.case`.",
)
asks(
    _FORM,
    field="region",
    purpose="A big area (S2): who can help differs by place; need not be said.",
    goes_to=f"{_VISIT}`cases.case`.",
)
asks(
    _FORM,
    field="name",
    purpose="What to call the child; need not be said.",
    goes_to=f"{_VISIT}`cases.case.told`.",
)
asks(_FORM, field="code", purpose="To read our answer without an account.", goes_to="Nothing keeps it.")
asks(
    "help_at_hand.cases templates",
    field="send",
    purpose="Which button was pressed: skip the other questions.",
    goes_to="`cases.visit.answers`.",
)
