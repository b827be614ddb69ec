"""What challenges keep about people: whom to ask for at the door, and what was asked (S1)."""

from people.data_map import asks, declare, not_personal
from takeover.challenges.models import Arrival, Challenge, Draft, Question

_KEPT = "14 days after the last day, or at once when the host leaves."
_ERASER = "takeover.challenges.actions.erase_people"
_CHECKERS = "The host, and staff who check it."

not_personal(
    Challenge,
    field=(
        "title decide day address access access_more bring food travel first_date last_date approved_digest"
    ),
    purpose="What an organisation offers, in words that two people check for names (S20).",
)
declare(
    Draft,
    field="answers",
    purpose="What a host is writing, whom a group asks for included. Sealed.",
    seen_by="The host.",
    kept="Never sent: 400 days after the last change. Otherwise: " + _KEPT,
    eraser=_ERASER,
)
declare(
    Arrival,
    field="contact_name contact_phone directions",
    purpose="Whom a group asks for at the door, and how it gets there. Sealed.",
    seen_by="The host, booked groups, and staff who check it.",
    kept=_KEPT,
    eraser=_ERASER,
)
declare(
    Question,
    field="words answer",
    purpose="What we asked a host about a challenge, and the answer. Sealed.",
    seen_by=_CHECKERS,
    kept=_KEPT,
    eraser=_ERASER,
)

_FORMS = "takeover.challenges.forms"
_WORDS = "`challenges.draft.answers`, sealed; once sent, `challenges.challenge`."
asks(_FORMS, field="season", purpose="Which season a challenge is for.", goes_to="`challenges.draft`.")
asks(_FORMS, field="find", purpose="To find the area in a long list.", goes_to="Nothing keeps it.")
asks(
    _FORMS,
    field=(
        "title decide day first_date last_date starts_time ends_time authority capacity smallest_group "
        "largest_group youngest oldest access access_more bring food travel"
    ),
    purpose="What children can take over, when, where, and for whom.",
    goes_to=_WORDS,
)
asks(_FORMS, field="address", purpose="Where booked groups go (S12).", goes_to=_WORDS)
asks(
    _FORMS,
    field="contact_name contact_phone directions",
    purpose="Whom booked groups ask for at the door.",
    goes_to="`challenges.draft.answers` and `challenges.arrival`, sealed.",
)
asks(
    _FORMS,
    field="why typed",
    purpose="Why a challenge is called off, and that it is no slip of the finger.",
    goes_to="`challenges.challenge.called_off_for`; what was typed, nowhere.",
)
asks(
    "takeover.challenges.filters",
    field="region area kind since until age of_us access",
    purpose="To find a takeover that fits.",
    goes_to="Nothing keeps it; it stays in the address.",
)
