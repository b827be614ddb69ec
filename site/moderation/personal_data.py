"""What this room keeps about people (S1)."""

from datetime import timedelta

from moderation import reports, welfare
from moderation.models import (
    Appeal,
    Comfort,
    Decision,
    HardMoment,
    Reason,
    RememberedFilm,
    RememberedPicture,
    Report,
    WelfareSettings,
)
from people.data_map import Retention, asks, declare, not_personal

_A_YEAR = Retention(
    timedelta(days=365), "that month", or_until="a refused film is let in after all"
)  # memory.MONTHS

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
declare(
    RememberedPicture,
    field="hash",
    purpose="To tell reviewers that a film looks like one that was refused or taken back. Names no film.",
    seen_by="Nobody; reviewers see that there was one, why it went and in which month.",
    kept=_A_YEAR,
    eraser="moderation.memory.forget_old",
)
declare(
    RememberedFilm,
    field="month",
    purpose="To forget in time. No day, so that no film can be told by it.",
    seen_by="Reviewers of a film that looks the same.",
    kept=_A_YEAR,
    eraser="moderation.memory.forget_old",
)
declare(
    Comfort,
    field="muted blurred grey share at_desk_since at_desk_last",
    purpose="How a reviewer's player starts, and when to propose a break: the present stretch at the desk.",
    seen_by="The reviewer alone.",
    kept="Until they choose anew or leave; a stretch until the next begins.",
    eraser="moderation.welfare.forget",
)
declare(
    HardMoment,
    field="why at",
    purpose="How much hard material a reviewer saw. Never which film.",
    seen_by="The reviewer; leads see this week's number if the reviewer says so.",
    kept=Retention(welfare.KEPT, "that day"),
    eraser="moderation.welfare.forget_old",
)
not_personal(WelfareSettings, field="talk_to", purpose="Whom staff can talk to, as a lead wrote it.")
_TELLING = "moderation.telling"
asks(
    _TELLING,
    field="what words",
    purpose="What is wrong with a film, if they want to say more (S14).",
    goes_to="`moderation.report`; words sealed, and gone 30 days after the outcome.",
)
asks(
    _TELLING,
    field="email",
    purpose="To tell the outcome, for those who want that by e-mail.",
    goes_to="`people.contact.email`, until the outcome has been told.",
)
asks(_TELLING, field="code", purpose="To read the outcome without an account.", goes_to="Nothing keeps it.")
asks(
    _TELLING,
    field="form",
    purpose="Keeps a double click one report.",
    goes_to="`moderation.report.form_key`.",
)
