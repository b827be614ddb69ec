"""What this room keeps about people (S1)."""

from moderation.models import Decision, Reason
from people.data_map import declare, not_personal

declare(
    Decision,
    field="note",
    purpose="What a reviewer tells colleagues about a film.",
    seen_by="Reviewers and safeguarding leads.",
    kept="The film is taken back: at once.",
    eraser="moderation.actions.erase_notes",
)
not_personal(Decision, field="subject_id", purpose="Number of the film.")
not_personal(Decision, field="digest", purpose="Hash of what was approved or refused.")
not_personal(
    Reason, field="code label reply staff_note", purpose="Our own words for why a film is not shown."
)
