"""What this room keeps about people (S1)."""

from outbox.models import Message
from people.data_map import declare, not_personal

declare(
    Message,
    field="to",
    purpose="Whom the message goes to.",
    seen_by="Operators, while it waits or when it could not be delivered.",
    kept="The message is settled, or what it is about is taken back.",
    eraser="outbox.actions.cancel_for",
)
declare(
    Message,
    field="context",
    purpose="Links and made-up names that the letter is written from.",
    seen_by="Operators, while it waits or when it could not be delivered.",
    kept="The message is settled, or what it is about is taken back.",
    eraser="outbox.actions.cancel_for",
)
not_personal(
    Message, field="key template language subject_ref", purpose="Which act it is about, and which letter."
)
not_personal(Message, field="last_error", purpose="The class of the last error, never its text.")
