"""What this room keeps about people (S1)."""

from outbox.models import Message
from outbox.sweeper import KEEP_FAILED
from people.data_map import Retention, declare, not_personal

_KEPT = Retention(
    KEEP_FAILED, "it could not be delivered", or_until="it went out, or what it is about is taken back"
)

declare(
    Message,
    field="to",
    purpose="Whom the message goes to.",
    seen_by="Operators, while it waits or when it could not be delivered.",
    kept=_KEPT,
    eraser="outbox.sweeper.forget_addresses",
)
declare(
    Message,
    field="context",
    purpose="Links and made-up names that the letter is written from.",
    seen_by="Operators, while it waits or when it could not be delivered.",
    kept=_KEPT,
    eraser="outbox.sweeper.forget_addresses",
)
not_personal(
    Message, field="key template language subject_ref", purpose="Which act it is about, and which letter."
)
not_personal(Message, field="last_error", purpose="The class of the last error, never its text.")
