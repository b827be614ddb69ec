"""What calendars keep about people: nothing but whose feed it is, as a number (S1)."""

from calendars.actions import STOPPED_KEPT
from calendars.models import Feed, Version
from people.data_map import Retention, declare, not_personal

declare(
    Feed,
    field="holder_id",
    purpose="Number of the programme's row that says whose calendar it is.",
    seen_by="Nobody.",
    kept=Retention(STOPPED_KEPT, "the feed was stopped", or_until="its holder is erased: at once"),
    eraser="calendars.actions.forget_over",
)
not_personal(Feed, field="nonce token_hash", purpose="Random; with SECRET_KEY they make the feed's address.")
not_personal(Version, field="uid digest", purpose="Which event was told, and a hash of when and where it is.")
