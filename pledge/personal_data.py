"""What the Pledge keeps about adults who sign it (S1)."""

from datetime import timedelta

from people.data_map import Retention, asks, declare, not_personal
from pledge.actions import KEPT_FOR, WAITS_FOR
from pledge.models import Promise, PublicName, Signature, Snapshot, Version

_KEPT = Retention(
    KEPT_FOR,
    "it was signed or said to be kept still",
    or_until=f"its signer takes it back: at once; never confirmed: {WAITS_FOR.days} days",
)
_ERASER = "pledge.actions.end_old"

declare(
    Signature,
    field="name",
    purpose="Who promises, or leads on it in an organisation. Sealed.",
    seen_by="Its signer; staff who look at signatures; everybody only by way of `publicname`.",
    kept=_KEPT,
    eraser=_ERASER,
)
declare(
    Signature,
    field="email",
    purpose="To send the link, and to ask once a year. Sealed.",
    seen_by="Nobody; the outbox writes to it.",
    kept=_KEPT,
    eraser=_ERASER,
)
declare(
    Signature,
    field="organisation how",
    purpose="Where they work; how an organisation will keep it.",
    seen_by="Its signer; staff who look at signatures.",
    kept=_KEPT,
    eraser=_ERASER,
)
declare(
    Signature,
    field="language",
    purpose="To write in a language they read.",
    seen_by="Nobody; the outbox uses it.",
    kept=Retention(timedelta(days=WAITS_FOR.days), "nobody used the link", or_until="the signature ends"),
    eraser="pledge.actions.forget_waiting",
)
not_personal(Signature, field="email_key", purpose="Keyed hash of the mailbox, so that it counts once.")
not_personal(Signature, field="nonce token_hash", purpose="What the link follows from, and its keyed hash.")
not_personal(Signature, field="kept_until", purpose="Until when it counts without another yes.")
declare(
    PublicName,
    field="name organisation how",
    purpose="What its signer wishes everybody to read on the wall of names (S2).",
    seen_by="Reviewers; everybody once two people approved it.",
    kept="The signer takes it off, or the signature ends: at once; 28 days after a refusal.",
    eraser="pledge.actions.take_off",
)
declare(
    PublicName,
    field="language",
    purpose="To show the words as what they are.",
    seen_by="Reviewers; everybody.",
    kept="With the name.",
    eraser="pledge.actions.take_off",
)
not_personal(PublicName, field="slug", purpose="Random signs: its place on the wall.")
not_personal(PublicName, field="approved_digest", purpose="Hash of what two people approved.")
not_personal(PublicName, field="withdrawn_by", purpose="By which route it left the wall.")
not_personal(Version, field="title intro starts_date", purpose="Editors' words, and a day.")
not_personal(Promise, field="heading under_10 to_14 to_18 adults easy question", purpose="Editors' words.")
not_personal(Snapshot, field="day authorities roles", purpose="How many had signed, by area and by role.")

_FORMS = "pledge.forms"
_GOES = "`pledge.signature`, while it counts."
asks(_FORMS, field="name organisation", purpose="Who promises, and where they work.", goes_to=_GOES)
asks(
    _FORMS, field="role words authority", purpose="For figures by role and council area (S11).", goes_to=_GOES
)
asks(_FORMS, field="how", purpose="What an organisation will do.", goes_to=_GOES)
asks(
    _FORMS,
    field="wants_name",
    purpose="Whether to be on the wall of names; no unless ticked (S2).",
    goes_to="`pledge.publicname`, after two people have read it.",
)
asks(_FORMS, field="email", purpose="Where the link goes.", goes_to="`pledge.signature.email`, sealed.")
asks(
    "pledge templates",
    field="act named",
    purpose="Which button was pressed; whether the name goes on the certificate.",
    goes_to="Nothing; `certificates.certificate.first_name` if ticked.",
)
