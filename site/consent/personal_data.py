"""What this room keeps about people (S1)."""

from consent.models import Answer, Ask, Person, Signatory, Tombstone, Wording
from people.data_map import asks, declare, not_personal

_SUBJECT = "Number of the thing the row is about."

not_personal(Ask, field="subject_id", purpose=_SUBJECT)
not_personal(Ask, field="nonce", purpose="Random; with SECRET_KEY it makes the link's token.")
not_personal(Ask, field="token_hash", purpose="Keyed hash of the link's token; opens nothing by itself.")
not_personal(Answer, field="subject_id", purpose=_SUBJECT)
not_personal(Answer, field="evidence", purpose="Reference of the sheet somebody signed; never a name.")
not_personal(Person, field="subject_id", purpose=_SUBJECT)
declare(
    Person,
    field="care",
    purpose="Whether a child is in care, so that the authority is asked too (S7). Sealed; said or unsaid "
    "for everybody.",
    seen_by="Safeguarding leads, one look at a time, each on record (S22).",
    kept="What it is about is taken back: at once.",
    eraser="consent.actions.forget_people",
)
declare(
    Signatory,
    field="party",
    purpose="Whether a person, a grown-up or an authority speaks. Sealed.",
    seen_by="Reviewers; that it is an authority, safeguarding leads only.",
    kept="With the answers: what stays names nobody.",
    eraser="",
)
not_personal(Wording, field="language text", purpose="The words that were shown; ours.")
not_personal(
    Tombstone,
    field="label key mark route places previous hash",
    purpose="Which row was taken back, how, and at which random keys its files lay; kept for ever (F14).",
)
asks(
    "consent templates",
    field="answer words purpose",
    purpose="A yes or a no, to which words, for which of our purposes.",
    goes_to="`consent.answer`.",
)
