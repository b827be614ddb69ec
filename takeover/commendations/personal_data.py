"""What commendations keep about people: nothing; they are about organisations (S1)."""

from people.data_map import asks, not_personal
from takeover.commendations.models import Commendation

not_personal(Commendation, field="words", purpose="Why an organisation was commended, in our words.")
asks(
    "takeover.commendations.desk.forms",
    field="level words",
    purpose="How staff commend an organisation, and why.",
    goes_to="`commendations.commendation`.",
)
asks(
    "takeover.commendations.forms",
    field="region",
    purpose="Which commended hosts somebody wants to read.",
    goes_to="Nothing keeps it.",
)
