"""What this room keeps about people (S1)."""

from moderation.models import Appeal, Decision, Reason, Report
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
declare(
    Report,
    field="words",
    purpose="What somebody tells us about a film, if they want to say more (S14).",
    seen_by="Reviewers and safeguarding leads; each look is on record.",
    kept=Retention(reports.WORDS_KEPT, "the outcome", or_until="the film is taken back. Sealed at rest"),
    eraser="moderation.reports.erase_words",
)
declare(
    Report,
    field="language",
    purpose="To tell the outcome in a language they read.",
    seen_by="Reviewers and safeguarding leads.",
    kept="With the report, which names nobody.",
    eraser="",
)
not_personal(Report, field="subject_id", purpose="Number of the film.")
not_personal(Report, field="what", purpose="Which of our own sentences were ticked.")
not_personal(Report, field="form_key", purpose="Keyed hash of one form; opens nothing by itself.")
not_personal(Report, field="digest", purpose="Hash of what was looked at.")
not_personal(Appeal, field="subject_id", purpose="Number of the film.")
