"""What questions keep: councils' words, which name nobody (S1)."""

from cicc_meetups.questions.actions import KEPT
from cicc_meetups.questions.models import Outcome, Question
from people.data_map import Retention, asks, declare, not_personal

_KEPT = Retention(
    KEPT, "the meetup", or_until="its council takes it back or leaves, or 28 days after we did not show it"
)
_ERASER = "cicc_meetups.questions.actions.erase_old"

declare(
    Question,
    field="words language",
    purpose="What a council wants to ask decision-makers. Two people look for names (S20).",
    seen_by="Reviewers; councils' checked workers once it is approved; everybody after the meetup.",
    kept=_KEPT,
    eraser=_ERASER,
)
declare(
    Outcome,
    field="words",
    purpose="What was answered at the meetup, by an office and not by a name.",
    seen_by="Everybody, with the question.",
    kept=_KEPT,
    eraser=_ERASER,
)
not_personal(Question, field="approved_digest", purpose="Hash of what two people approved.")
not_personal(Question, field="withdrawn_by", purpose="By which route it was taken back.")
not_personal(Outcome, field="came", purpose="Answered, later, or no time.")

_FORMS = "cicc_meetups.questions.forms"
asks(
    _FORMS,
    field="words",
    purpose="The question; for staff, the answer.",
    goes_to="`questions.question.words`.",
)
asks(
    _FORMS,
    field="looked",
    purpose="That somebody looked again at what could name a person (S20).",
    goes_to="Nothing keeps it.",
)
asks(_FORMS, field="came", purpose="What came of a question.", goes_to="`questions.outcome.came`.")
asks(
    "cicc_meetups.questions templates",
    field="wanted",
    purpose="Whether the council votes for a question, or takes its vote back.",
    goes_to="`questions.vote`, or nothing.",
)
