"""What this room keeps about people (S1)."""

from people.data_map import declare, not_personal
from safeguarding.models import AuditEntry, Hold, SwitchTurn

declare(
    AuditEntry,
    field="actor",
    purpose="Who did or saw something: a kind of person, or a member of staff's number (S22).",
    seen_by="Safeguarding leads.",
    kept="The trail: it is never shortened, and holds no name.",
    eraser="",
)
not_personal(
    AuditEntry, field="act subject facts", purpose="What was done to which row; codes and numbers only."
)
not_personal(AuditEntry, field="previous_hash hash", purpose="The chain.")
not_personal(Hold, field="subject_id reason", purpose="What is held, and a code for why.")
declare(
    SwitchTurn,
    field="operator",
    purpose="Who stopped or started every film at the machine itself (S16).",
    seen_by="Safeguarding leads and operators.",
    kept="A year.",
    eraser="safeguarding.switch.forget_operators",
)
