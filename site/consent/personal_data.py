"""What this room keeps about people (S1)."""

from consent.models import Answer, Ask, Tombstone, Wording
from people.data_map import not_personal

_SUBJECT = "Number of the thing the row is about."

not_personal(Ask, field="subject_id", purpose=_SUBJECT)
not_personal(Ask, field="nonce", purpose="Random; with SECRET_KEY it makes the link's token.")
not_personal(Ask, field="token_hash", purpose="Keyed hash of the link's token; opens nothing by itself.")
not_personal(Answer, field="subject_id", purpose=_SUBJECT)
not_personal(Wording, field="language text", purpose="The words that were shown; ours.")
not_personal(
    Tombstone,
    field="label key mark route places previous hash",
    purpose="Which row was taken back, how, and at which random keys its files lay; kept for ever (F14).",
)
