"""What this room, and those below it, keep about people (S1)."""

from accounts.models import User
from geography.models import LocalAuthority, Region
from people.data_map import declare, not_personal
from people.models import Contact, ReceiptCode

_SUBJECT = "Number of the thing the row is about."

declare(
    Contact,
    field="email",
    purpose="To ask a child's grown-up for a yes or a no, and to tell them news.",
    seen_by="Nobody; the outbox writes to it. The child sees its first two letters and its host.",
    kept="The film is taken back, refused for 28 days, or the yes did not come within 28 days.",
    eraser="our_childhood.tombstone.scrub",
)
declare(
    Contact,
    field="language",
    purpose="To write in a language the grown-up reads.",
    seen_by="Nobody; the outbox uses it.",
    kept="As long as the address.",
    eraser="our_childhood.tombstone.scrub",
)
not_personal(Contact, field="subject_id", purpose=_SUBJECT)
not_personal(ReceiptCode, field="subject_id", purpose=_SUBJECT)
not_personal(
    ReceiptCode, field="code_hash", purpose="Keyed hash of the code a child holds; opens nothing by itself."
)
declare(
    User,
    field="email first_name last_name",
    purpose="To let staff sign in, and to name who reviewed what.",
    seen_by="Colleagues in the admin.",
    kept="The person leaves; an operator deletes the account.",
    eraser="accounts.models.User.delete",
)
not_personal(User, field="password", purpose="Hash of a member of staff's password.")
not_personal(Region, field="name", purpose="England's regions.")
not_personal(LocalAuthority, field="name", purpose="England's local authorities.")
