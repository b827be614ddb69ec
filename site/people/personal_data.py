"""What this room, and those below it, keep about people (S1)."""

from datetime import timedelta

from accounts.models import User
from geography.models import LocalAuthority, Region
from people.data_map import Retention, asks, declare, not_personal
from people.models import Contact, ReceiptCode

_SUBJECT = "Number of the thing the row is about."
_KEPT = Retention(
    timedelta(days=28),
    "a refusal, or after a question that nobody answered",
    or_until="the film is taken back: at once",
)

declare(
    Contact,
    field="email",
    purpose="To ask a child's grown-up for a yes or a no, and to tell them news.",
    seen_by="Nobody; the outbox writes to it. The child sees its first two letters and its host.",
    kept=_KEPT,
    eraser="our_childhood.sweeper.end_overdue",
)
declare(
    Contact,
    field="language",
    purpose="To write in a language the grown-up reads.",
    seen_by="Nobody; the outbox uses it.",
    kept=_KEPT,
    eraser="our_childhood.sweeper.end_overdue",
)
not_personal(Contact, field="subject_id", purpose=_SUBJECT)
not_personal(ReceiptCode, field="subject_id", purpose=_SUBJECT)
not_personal(
    ReceiptCode, field="code_hash", purpose="Keyed hash of the code a child holds; opens nothing by itself."
)
declare(
    User,
    field="email first_name last_name",
    purpose="To let staff and hosts of takeovers sign in, and to name who reviewed what.",
    seen_by="Colleagues in the admin.",
    kept="The person leaves; an operator deletes the account. A host's goes with what they sent.",
    eraser="accounts.models.User.delete",
)
not_personal(User, field="password", purpose="Hash of a member of staff's password.")
not_personal(Region, field="name", purpose="England's regions.")
not_personal(LocalAuthority, field="name", purpose="England's local authorities.")

asks(
    "people.doors",
    field="email code",
    purpose="To sign in without a password.",
    goes_to="`accounts.user.email`; the code, nowhere.",
)
