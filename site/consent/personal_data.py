"""What this room keeps about people (S1)."""

from consent.models import Answer, Ask, Wording
from people.data_map import not_personal

_SUBJECT = "Number of the thing the row is about."

not_personal(Ask, field="subject_id", purpose=_SUBJECT)
not_personal(Ask, field="nonce", purpose="Random; with SECRET_KEY it makes the link's token.")
not_personal(Ask, field="token_hash", purpose="Keyed hash of the link's token; opens nothing by itself.")
not_personal(Answer, field="subject_id", purpose=_SUBJECT)
not_personal(Wording, field="language text", purpose="The words that were shown; ours.")
