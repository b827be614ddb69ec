"""What came of meetups, as far as it is about people: pictures young people may be in (S1)."""

from cicc_meetups.after.actions import KEPT
from cicc_meetups.after.models import AfterPage, Picture
from people.data_map import Retention, asks, declare, not_personal

declare(
    Picture,
    field="key alt language shown_key going_key",
    purpose="Where a picture of a meetup is, and what it shows. People with a photo yes may be in it (S19).",
    seen_by="Reviewers, each look on record; everybody once it is public.",
    kept=Retention(
        KEPT, "the meetup", or_until="somebody in it says no, staff take it back, or it is refused"
    ),
    eraser="cicc_meetups.after.actions.erase_old",
)
not_personal(Picture, field="sha256", purpose="Hash of a picture.")
not_personal(
    Picture,
    field="approved_digest withdrawn_by",
    purpose="What two people approved, and how it was taken back.",
)
not_personal(AfterPage, field="lead body post", purpose="Editors' words about a meetup, without names.")

asks(
    "cicc_meetups.after.desk.forms",
    field="file alt",
    purpose="Staff add a picture, and what it shows.",
    goes_to="`after.picture`.",
)
asks(
    "cicc_meetups.after.desk.forms",
    field="recognisable people",
    purpose="Who can be recognised in it: only young people with a photo yes (S19).",
    goes_to="`after.picture`.",
)
