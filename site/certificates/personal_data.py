"""What certificates keep about people: a first name, if a child asked for it (S1)."""

from certificates.actions import NAMES_KEPT
from certificates.models import Certificate
from people.data_map import Retention, asks, declare, not_personal

declare(
    Certificate,
    field="first_name",
    purpose="A child's first name, or a Pledge's signer's, on their own certificate, if they asked. Sealed.",
    seen_by="Whoever has the certificate's number.",
    kept=Retention(NAMES_KEPT, "it was put on", or_until="they take it off: at once"),
    eraser="certificates.actions.forget_names",
)
declare(
    Certificate,
    field="subject_id",
    purpose="Number of the row that says whose it is.",
    seen_by="Nobody.",
    kept="The subject is erased; the number stays good, for nobody.",
    eraser="certificates.actions.forget",
)
not_personal(Certificate, field="number", purpose="Random; anybody may check it.")
not_personal(Certificate, field="kind what who place", purpose="What was done and where, as it was public.")
not_personal(Certificate, field="on_date", purpose="Day of the takeover, or of the signature.")
asks(
    "certificates.forms",
    field="number",
    purpose="To check a certificate.",
    goes_to="Nothing keeps it.",
)
