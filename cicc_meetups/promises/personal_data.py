"""What promises keep: what offices said, without names (S1)."""

from cicc_meetups.promises.actions import KEPT
from cicc_meetups.promises.models import News, Promise
from people.data_map import Retention, asks, declare, not_personal

_KEPT = Retention(KEPT, "it was made", or_until="staff take it back, or one year after it was refused")
_ERASER = "cicc_meetups.promises.actions.erase_old"

declare(
    Promise,
    field="words who",
    purpose="What was promised at a meetup, and by which office (S32).",
    seen_by="Reviewers; everybody once it is public.",
    kept=_KEPT,
    eraser=_ERASER,
)
declare(
    News,
    field="words",
    purpose="What became of a promise, as its office told us (S32).",
    seen_by="Reviewers; everybody once it is public.",
    kept=_KEPT,
    eraser=_ERASER,
)
not_personal(Promise, field="slug", purpose="Random signs: the promise's place in the list.")
not_personal(Promise, field="made_date by_date ask_again_date reminded_for", purpose="Days of the promise.")
not_personal(News, field="state on_date", purpose="How far the promise is, and since when.")
for _model in (Promise, News):
    not_personal(
        _model,
        field="language approved_digest withdrawn_by",
        purpose="In which language it is, what two people approved, and how it was taken back.",
    )

_FORMS = "cicc_meetups.promises.forms"
asks(
    _FORMS,
    field="region state",
    purpose="Which promises to read, or how far one is.",
    goes_to="Nothing keeps it; staff's goes to `promises.news.state`.",
)
asks(
    _FORMS,
    field="words who made_date by_date question on_date ask_again_date",
    purpose="Staff write down what was promised and what became of it.",
    goes_to="`promises.promise`, `promises.news`.",
)
