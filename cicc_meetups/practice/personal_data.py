"""What workers tell each other between meetups (S1)."""

from cicc_meetups.practice.actions import KEPT
from cicc_meetups.practice.models import Answer, Paper, Post
from people.data_map import Retention, asks, declare, not_personal

_KEPT = Retention(
    KEPT,
    "it was sent",
    or_until="its worker takes it back or leaves, or 90 days when it was never sent or refused",
)
_ERASER = "cicc_meetups.practice.actions.erase_old"
_SEEN = "Its worker, reviewers; checked workers once it is approved, who see its council only."

declare(
    Post,
    field="title words language",
    purpose="What a council's worker tells or asks other councils. Two people look for names (S20).",
    seen_by=_SEEN,
    kept=_KEPT,
    eraser=_ERASER,
)
declare(
    Answer,
    field="words language",
    purpose="What a worker answers another council. Two people look for names (S20).",
    seen_by=_SEEN,
    kept=_KEPT,
    eraser=_ERASER,
)
declare(
    Paper,
    field="called key",
    purpose="A paper of a post: what it is called, and where it lies.",
    seen_by=_SEEN,
    kept=_KEPT,
    eraser=_ERASER,
)
not_personal(Paper, field="ending sha256", purpose="What kind of file it is, and its hash.")
not_personal(Post, field="slug kind topic", purpose="Random signs of its address; what it is about.")
for _model in (Post, Answer):
    not_personal(
        _model,
        field="approved_digest withdrawn_by",
        purpose="What two people approved, and how it was taken back.",
    )

_FORMS = "cicc_meetups.practice.forms"
asks(_FORMS, field="kind topic", purpose="What it is about; or what to look for.", goes_to="`practice.post`.")
asks(
    _FORMS,
    field="title words",
    purpose="The post or the answer; or words to look for.",
    goes_to="`practice.post`, `practice.answer`; a search is kept by nothing.",
)
asks(_FORMS, field="file called", purpose="A paper, and what it is called.", goes_to="`practice.paper`.")
asks(
    _FORMS,
    field="looked",
    purpose="That somebody looked again at what could name a person (S20).",
    goes_to="Nothing keeps it.",
)
asks(
    "cicc_meetups.practice templates",
    field="send drop",
    purpose="Which button was pressed: send it, or take a paper away.",
    goes_to="Nothing keeps it.",
)
