"""What this room keeps about people (S1): leads of groups, proven addresses, and first names of children."""

from people.data_map import Retention, asks, declare, not_personal
from takeover.sign_ups.models import Group, Key, Look, SignUp, Ticket
from takeover.sign_ups.sweeper import GROUPS_KEPT, NAMES_KEPT

_GROUP_KEPT = Retention(GROUPS_KEPT, "the last season a group was in", "its lead leaves")
_GROUP_ERASER = "takeover.sign_ups.sweeper.forget_groups"
_NAMES = Retention(NAMES_KEPT, "the day itself", "the child does not come")

declare(
    Group,
    field="name",
    purpose="Which group it is.",
    seen_by="Its lead, staff who check groups, and hosts of its confirmed places.",
    kept=_GROUP_KEPT,
    eraser=_GROUP_ERASER,
)
declare(
    Group,
    field="lead_name role phone",
    purpose="Who leads it, and whom the host calls on the day (S25). Sealed.",
    seen_by=(
        "Its lead, staff who check groups; name and number, hosts of confirmed places until seven days after."
    ),
    kept=_GROUP_KEPT,
    eraser=_GROUP_ERASER,
)
declare(
    Group,
    field="language",
    purpose="To write in a language the lead reads.",
    seen_by="Nobody; the outbox uses it.",
    kept=_GROUP_KEPT,
    eraser=_GROUP_ERASER,
)
not_personal(Group, field="checked_until", purpose="The last day on which its check counts.")
declare(
    Look,
    field="words answer",
    purpose="What somebody of ours saw of a group, or asked, and the answer (S26). Sealed.",
    seen_by="Staff who check groups; questions and reasons, its lead.",
    kept=_GROUP_KEPT,
    eraser=_GROUP_ERASER,
)
not_personal(Look, field="ends_date", purpose="The last day on which a check counts.")
not_personal(
    SignUp, field="key", purpose="Random; names the act of asking, so that a double click asks once."
)
declare(
    SignUp,
    field="language",
    purpose="To write in a language whoever asked reads.",
    seen_by="Nobody; the outbox uses it.",
    kept=_NAMES,
    eraser="takeover.sign_ups.sweeper.forget_sign_ups",  # and the address, the codes and the letters
)
declare(
    Ticket,
    field="name needs",
    purpose="A child's first name, and what it needs on the day. Sealed.",
    seen_by=(
        "The child and its grown-up; the name, its group's lead; both, the host once the place is sure and "
        "if they may, until seven days after, each look on record (S25)."
    ),
    kept=_NAMES,
    eraser="takeover.sign_ups.sweeper.forget_names",
)
not_personal(Key, field="nonce", purpose="Random; with SECRET_KEY it makes a ticket's code.")

_FORMS = "takeover.sign_ups.forms"
asks(
    _FORMS,
    field="kind name lead_name role phone adults",
    purpose="Which group it is, who leads it, and whom the host calls on the day.",
    goes_to="`sign_ups.group`; what names the lead, sealed.",
)
asks(
    _FORMS,
    field="size ages",
    purpose="How many come, and whose yes is needed (S7).",
    goes_to="`sign_ups.signup`.",
)
asks(
    _FORMS,
    field="email",
    purpose="To prove an address before anything is asked for; or whom to ask for a yes.",
    goes_to="`people.contact`.",
)
asks(_FORMS, field="code", purpose="The code that opens a place.", goes_to="Nothing keeps it.")
asks(
    _FORMS,
    field="age_band",
    purpose="An age band, never a birthday (S18).",
    goes_to="`sign_ups.ticket`, until 30 days after the day.",
)
asks(
    _FORMS,
    field="needs",
    purpose="What a child needs on the day.",
    goes_to="`sign_ups.ticket.needs`, sealed.",
)
asks(
    _FORMS,
    field="care who",
    purpose="Whether a child is in care, and who is asked for it (S7). Never shown again.",
    goes_to="`consent.person.care`, `consent.signatory.party`, sealed.",
)
asks(_FORMS, field="answer", purpose="What we asked a lead.", goes_to="`sign_ups.look.answer`, sealed.")
asks(
    "sign_ups templates",
    field="answer words purpose",
    purpose="A yes or a no, to which words, for which of our purposes.",
    goes_to="`consent.answer`.",
)
asks(
    "sign_ups templates",
    field="size ages key who",
    purpose="What was answered on the page before; `key` names the act of asking.",
    goes_to="`sign_ups.signup`.",
)
