"""What circulars keep about people: nothing but that somebody wants none (S1)."""

from people.data_map import asks, not_personal
from takeover.circulars.models import Circular, Text

not_personal(Circular, field="audience kind", purpose="To which organisations a letter of ours goes.")
not_personal(Text, field="language subject words", purpose="Our letter to hosts.")
asks(
    "takeover.circulars templates",
    field="act",
    purpose="Whether to write such letters.",
    goes_to="`circulars.stopped`, which goes with the registration.",
)
