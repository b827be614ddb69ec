"""What challenges keep about people: whom to ask for at the door (S1)."""

from people.data_map import asks, declare, not_personal
from takeover.challenges.models import Arrival, Challenge

not_personal(
    Challenge,
    field=(
        "title decide day address access access_more bring food travel first_date last_date approved_digest"
    ),
    purpose="What an organisation offers, in words that two people check for names (S20).",
)
declare(
    Arrival,
    field="contact_name contact_phone directions",
    purpose="Whom a group asks for at the door, and how it gets there. Sealed.",
    seen_by="The host, and booked groups.",
    kept="With the challenge.",
    eraser="takeover.actions.erase",
)
asks(
    "takeover.challenges.filters",
    field="region area kind since until age of_us access",
    purpose="To find a takeover that fits.",
    goes_to="Nothing keeps it; it stays in the address.",
)
