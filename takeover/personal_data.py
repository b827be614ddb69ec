"""What this room keeps about people (S1): the adults of organisations. No child is in it yet."""

from people.data_map import asks, declare, not_personal
from takeover.models import Document, Host, Question, Registration, Season, Tick

_KEPT = (
    "The host leaves: at once. Otherwise never sent for 90 days, a year after a refusal, "
    "or two years after its season."
)
_ERASER = "takeover.actions.erase"
_STAFF = "The host, and staff who check hosts."

declare(
    Host,
    field="name plain_name",
    purpose="The organisation's name; that of a person who works alone may be theirs.",
    seen_by=_STAFF,
    kept=_KEPT,
    eraser=_ERASER,
)
not_personal(Host, field="approved_digest", purpose="Hash of what two people approved.")
declare(
    Registration,
    field="answers sent",
    purpose="What an adult says for an organisation, its contact and safeguarding lead included. Sealed.",
    seen_by=_STAFF,
    kept=_KEPT,
    eraser=_ERASER,
)
declare(
    Registration,
    field="language",
    purpose="To write in a language the host reads.",
    seen_by="Nobody; the outbox uses it.",
    kept=_KEPT,
    eraser=_ERASER,
)
declare(
    Document,
    field="key",
    purpose="Where a host's paper is; the paper may name people.",
    seen_by=_STAFF,
    kept=_KEPT,
    eraser=_ERASER,
)
not_personal(Document, field="ending sha256", purpose="What kind of file it is, and its hash.")
declare(
    Tick,
    field="evidence",
    purpose="What somebody of ours saw when they checked a host. Sealed.",
    seen_by="Staff who check hosts.",
    kept=_KEPT,
    eraser=_ERASER,
)
not_personal(Tick, field="digest ends_date", purpose="What it was ticked for, and until when.")
declare(
    Question,
    field="words answer",
    purpose="What we asked a host, and the answer. Sealed.",
    seen_by=_STAFF,
    kept=_KEPT,
    eraser=_ERASER,
)
not_personal(Season, field="name slug intro", purpose="Editors' words.")
not_personal(
    Season,
    field=(
        "starts_date ends_date national_date hosts_from_date hosts_until_date children_from_date "
        "children_until_date"
    ),
    purpose="Days of a season.",
)

_FORMS = "takeover.forms"
_ANSWERS = "`takeover.registration.answers`, sealed."
asks(_FORMS, field="season", purpose="Which season an organisation registers for.", goes_to=_ANSWERS)
asks(
    _FORMS,
    field="name team kind kind_other authority",
    purpose="Which organisation it is, and where children would visit it.",
    goes_to="`takeover.registration.answers`, sealed; once sent, `takeover.host`.",
)
asks(_FORMS, field="find", purpose="To find the area in a long list.", goes_to="Nothing keeps it.")
asks(
    _FORMS,
    field="contact_name contact_role contact_phone",
    purpose="Whom we write to and talk to.",
    goes_to=_ANSWERS,
)
asks(
    _FORMS,
    field="decide after access access_more",
    purpose="What children will decide, and which children can come.",
    goes_to=_ANSWERS,
)
asks(
    _FORMS,
    field="lead_name lead_role lead_email lead_phone lead_knows",
    purpose="Whom everybody turns to with a worry about a child (S23).",
    goes_to=_ANSWERS,
)
asks(
    _FORMS,
    field=(
        "policy policy_date risk risk_date insurance insurer insurance_ends adults never_alone how ages "
        "regulated checked"
    ),
    purpose="Whether children are safe there (S23), with checks as the law has them (S24).",
    goes_to=_ANSWERS,
)
asks(
    _FORMS,
    field="policy_file risk_file insurance_file",
    purpose="The papers themselves, for whoever checks.",
    goes_to="`takeover.document`.",
)
asks(
    _FORMS,
    field="answer",
    purpose="What we asked a host.",
    goes_to="`takeover.question.answer`, sealed.",
)
asks(
    "takeover templates",
    field="later search drop",
    purpose="Which button was pressed.",
    goes_to="Nothing keeps it.",
)
