"""What the day itself keeps about people: what somebody wrote about it, and nobody's name (S1)."""

from people.data_map import Retention, asks, declare, not_personal
from takeover.days.actions import WORDS_KEPT
from takeover.days.models import Feedback

_FORMS = "takeover.days.forms"

declare(
    Feedback,
    field="words",
    purpose="What somebody adds about a day, without their name. Sealed.",
    seen_by="Staff who look after takeovers.",
    kept=Retention(WORDS_KEPT, "it was written"),
    eraser="takeover.days.actions.erase_words",
)
not_personal(
    Feedback, field="key", purpose="Keyed hash, so that a second answer changes the first; leads to nobody."
)
not_personal(
    Feedback, field="said_on", purpose="The day it was said; no moment, which could tell whose it is."
)
asks(_FORMS, field="children", purpose="Which children came.", goes_to="`days.presence`, `days.roll`.")
asks(
    _FORMS,
    field="danger words",
    purpose="What went wrong, so that somebody helps; or what else there is to say about a day.",
    goes_to="A worry: `safeguarding.concern.words`, sealed. A sentence: `days.feedback.words`, sealed.",
)
asks(
    _FORMS,
    field="first second third",
    purpose="How the day was, in faces.",
    goes_to="`days.feedback`, with no name.",
)
asks(
    "takeover.days templates",
    field="came act name",
    purpose="Which button was pressed.",
    goes_to="The number of children who came; whether a first name is on a certificate.",
)
