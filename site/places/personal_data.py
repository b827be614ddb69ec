"""What this room keeps about people: nothing but whose booking it is, as a number (S1)."""

from people.data_map import declare, not_personal
from places.models import Allotment, Booking, Step

declare(
    Booking,
    field="holder_id",
    purpose="Number of the programme's row that says who asked for places.",
    seen_by="Staff of the programme, by that row.",
    kept="The programme's retention after the day itself; the number of places stays.",
    eraser="places.actions.forget",
)
not_personal(Allotment, field="subject_id", purpose="Number of the thing the row is about.")
not_personal(Booking, field="key", purpose="Names the act of asking, so that a double click books once.")
not_personal(Step, field="by", purpose="Who did it: a role, or the number of a member of staff.")
not_personal(Step, field="reason", purpose="Why, as a code.")
