"""What this room keeps about people (S1)."""

from people.data_map import Retention, declare, not_personal
from safeguarding.actions import CONCERNS_KEPT
from safeguarding.models import (
    AuditEntry,
    Concern,
    ConcernNote,
    HandOver,
    HarmList,
    Hold,
    SafeguardingSettings,
    Seal,
    SwitchTurn,
)
from safeguarding.switch import OPERATOR_KEPT

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
    kept=Retention(OPERATOR_KEPT, "that day"),
    eraser="safeguarding.switch.forget_operators",
)
_LEADS = "Safeguarding leads; each look is on record. Sealed in the database."
_SEVEN_YEARS = Retention(CONCERNS_KEPT, "the concern was closed; longer while something is sealed")
_ERASER = "safeguarding.actions.erase_old"
declare(
    Concern,
    field="words",
    purpose="What somebody wrote that made us worry about a child (S21).",
    seen_by=_LEADS,
    kept=_SEVEN_YEARS,
    eraser=_ERASER,
)
declare(
    ConcernNote,
    field="words",
    purpose="What a lead found out and did about a worry.",
    seen_by=_LEADS,
    kept=_SEVEN_YEARS,
    eraser=_ERASER,
)
declare(
    HandOver,
    field="whom",
    purpose="Who outside took a worry over, and their reference.",
    seen_by=_LEADS,
    kept=_SEVEN_YEARS,
    eraser=_ERASER,
)
declare(
    Seal,
    field="unseal_words",
    purpose="Why something that was sealed may be opened (S17).",
    seen_by=_LEADS,
    kept=_SEVEN_YEARS,
    eraser=_ERASER,
)
not_personal(Concern, field="subject_id", purpose="Number of what the worry is about.")
not_personal(Seal, field="subject_id", purpose="Number of what is sealed.")
not_personal(HarmList, field="language red amber", purpose="Words to listen for; the team's own.")
not_personal(
    SafeguardingSettings,
    field="team_email on_call_email escalation_email route do_not",
    purpose="The team's shared mailboxes, and what to do.",
)
