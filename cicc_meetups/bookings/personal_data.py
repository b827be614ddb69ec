"""What bookings keep: what a council needs, and who came, until two weeks after the day (S1)."""

from cicc_meetups.bookings.models import NAMES_KEPT, Booking, Key, YoungPerson
from people.data_map import Retention, asks, declare, not_personal

_KEPT = Retention(NAMES_KEPT, "the meetup", or_until="the place is given back: at once")
_ERASER = "cicc_meetups.bookings.sweeper.forget_over"
_SEEN_BY = "The council's checked workers; staff who may see bookings, each look at the list on record."

declare(
    Booking,
    field="needs",
    purpose="What a council needs to take part, without names. Sealed.",
    seen_by=_SEEN_BY,
    kept=_KEPT,
    eraser=_ERASER,
)
declare(
    YoungPerson,
    field="name needs",
    purpose="A first name for the door, and what one young person needs. Sealed.",
    seen_by=_SEEN_BY,
    kept=_KEPT,
    eraser=_ERASER,
)
not_personal(Key, field="nonce", purpose="Random; with SECRET_KEY it makes the code of a slip.")
not_personal(Booking, field="key", purpose="Random; one act of asking.")
not_personal(Booking, field="travel", purpose="How a whole council comes.")
not_personal(YoungPerson, field="age_band", purpose="One of a few bands; figures are counted by it.")
not_personal(YoungPerson, field="gone_for", purpose="A code of ours.")

_FORMS = "cicc_meetups.bookings.forms"
_NUMBERS = "under_10 under_13 under_16 under_18"
for _field in _NUMBERS.split():
    asks(
        _FORMS, field=_field, purpose="How many of that age come.", goes_to="`bookings.youngperson.age_band`."
    )
asks(_FORMS, field="adults", purpose="How many grown-ups come.", goes_to="`bookings.booking.adults`.")
asks(_FORMS, field="travel", purpose="How a council comes.", goes_to="`bookings.booking.travel`.")
asks(
    _FORMS,
    field="travel_money",
    purpose="Whether it wants money.",
    goes_to="`bookings.booking.travel_money`.",
)
asks(_FORMS, field="needs", purpose="What it needs to take part.", goes_to="`bookings.booking.needs`.")
asks(_FORMS, field="key", purpose="That a second click books once.", goes_to="`bookings.booking.key`.")
asks(
    _FORMS,
    field="looked",
    purpose="That somebody looked again at what could name a person (S20).",
    goes_to="Nothing keeps it.",
)
asks(
    _FORMS,
    field="code",
    purpose="Which young person the question about photos is about.",
    goes_to="Nothing keeps it; a keyed hash is compared.",
)
asks(
    "cicc_meetups.bookings templates",
    field="name needs",
    purpose="A first name for the door, and what one young person needs.",
    goes_to="`bookings.youngperson`, sealed.",
)
