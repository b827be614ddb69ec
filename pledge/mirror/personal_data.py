"""What 'Did it happen?' keeps: answers that name nobody, and words that only staff read (S1)."""

from people.data_map import Retention, asks, declare, not_personal
from pledge.mirror.actions import WORDS_KEPT
from pledge.mirror.models import Reply

declare(
    Reply,
    field="words",
    purpose="What a child wants to add. Sealed; never published.",
    seen_by="Moderators and safeguarding leads; each look is on record.",
    kept=Retention(WORDS_KEPT, "it was said"),
    eraser="pledge.mirror.actions.erase_words",
)
not_personal(Reply, field="form_key", purpose="Keyed hash of one journey; leads to nobody.")
not_personal(Reply, field="said_on", purpose="A day, for the quarter it counts in.")

_COOKIE = "A sealed cookie in the child's own browser, for an hour; then "
_FORMS = "pledge.mirror.forms"
asks(
    _FORMS,
    field="words authority",
    purpose="Which council, or not said (S2): figures by council area.",
    goes_to=f"{_COOKIE}`mirror.reply.authority`.",
)
asks(_FORMS, field="happened", purpose="Whether a promise was kept.", goes_to=f"{_COOKIE}`mirror.mark`.")
asks(_FORMS, field="more", purpose="Anything else.", goes_to=f"{_COOKIE}`mirror.reply.words`, sealed.")
asks("pledge.mirror templates", field="skip", purpose="Not saying where.", goes_to="Nothing keeps it.")
