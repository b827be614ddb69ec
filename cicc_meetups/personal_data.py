"""What this room keeps about people (S1): the adults beside councils. No child is on record by a council."""

from cicc_meetups.models import Council, Meetup, MeetupIndexPage, MeetupPage, Worker, WorkerLook
from cicc_meetups.sweeper import KEPT
from people.data_map import Retention, asks, declare, not_personal

_KEPT = Retention(KEPT, "the worker's last check ended", "they leave")
_ERASER = "cicc_meetups.sweeper.forget_workers"

declare(
    Worker,
    field="name role phone",
    purpose="Who stands beside a council, and whom we call on the day of a meetup. Sealed.",
    seen_by="The worker, and staff who check workers, each look on record.",
    kept=_KEPT,
    eraser=_ERASER,
)
declare(
    Worker,
    field="language",
    purpose="To write in a language the worker reads.",
    seen_by="Nobody; the outbox uses it.",
    kept=_KEPT,
    eraser=_ERASER,
)
not_personal(Worker, field="checked_until", purpose="The last day on which a check counts.")
declare(
    WorkerLook,
    field="words answer",
    purpose="What somebody of ours saw of a worker, or asked, and the answer (S26). Sealed.",
    seen_by="Staff who check workers; questions and reasons, the worker.",
    kept=_KEPT,
    eraser=_ERASER,
)
not_personal(WorkerLook, field="ends_date", purpose="The last day on which a check counts.")
not_personal(Council, field="name", purpose="What a Children in Care Council is called.")
not_personal(
    Meetup,
    field="venue venue_way day_phone",
    purpose="Where a meetup is and our number on the day. Sealed: only booked councils read it (S12).",
)
not_personal(MeetupIndexPage, field="lead", purpose="Editors' words.")
not_personal(MeetupPage, field="lead access_words bring_words photo_words", purpose="Editors' words.")

_FORMS = "cicc_meetups.forms"
asks(
    _FORMS,
    field="council council_name",
    purpose="Which council a worker stands beside.",
    goes_to="`cicc_meetups.council`.",
)
asks(
    _FORMS,
    field="name role phone",
    purpose="Who stands beside a council, and whom we call on the day.",
    goes_to="`cicc_meetups.worker`, sealed.",
)
asks(
    _FORMS,
    field="answer",
    purpose="What we asked a worker.",
    goes_to="`cicc_meetups.workerlook.answer`, sealed.",
)
