"""What councils' public pages keep about people (S1): an adult's office, if wished. No child is named."""

from cicc_meetups.profiles.actions import REFUSED_KEPT
from cicc_meetups.profiles.models import Contact, Profile
from people.data_map import Retention, asks, declare, not_personal

_ERASER = "cicc_meetups.profiles.actions.erase_old"

declare(
    Profile,
    field="called words alt key language shown_key going_key",
    purpose="What a council says of itself, and its logo. Two people look for names and faces (S20).",
    seen_by="The council's checked workers, reviewers; everybody once it is approved.",
    kept=Retention(
        REFUSED_KEPT,
        "it was refused, or begun and never sent",
        "its council takes it down, changes it or leaves",
    ),
    eraser=_ERASER,
)
declare(
    Contact,
    field="role email name",
    purpose="An office everybody may write to about a council; an adult's name only if they wish (S2).",
    seen_by="The council's checked workers, reviewers; everybody while the worker's check counts.",
    kept=Retention(
        REFUSED_KEPT,
        "its page was refused, or begun and never sent",
        "its worker leaves, or the page goes",
    ),
    eraser=_ERASER,
)
not_personal(Profile, field="often", purpose="How often a council meets; never when or where.")
not_personal(Profile, field="sha256", purpose="Hash of a logo.")
not_personal(
    Profile,
    field="approved_digest withdrawn_by",
    purpose="What two people approved, and how it was taken down.",
)

_FORMS = "cicc_meetups.profiles.forms"
asks(
    _FORMS,
    field="called words age_from age_to often",
    purpose="What a council says of itself.",
    goes_to="`profiles.profile`.",
)
asks(
    _FORMS,
    field="contact contact_role contact_email contact_name",
    purpose="Whether everybody may write to the council, and to which office.",
    goes_to="`profiles.contact`, only with a yes.",
)
asks(_FORMS, field="file alt", purpose="A logo, and what it shows.", goes_to="`profiles.profile`.")
asks(
    _FORMS,
    field="drawn",
    purpose="That the logo shows nobody and no name (S19).",
    goes_to="Nothing keeps it.",
)
asks(
    _FORMS,
    field="looked",
    purpose="That somebody looked again at what could name a person (S20).",
    goes_to="Nothing keeps it.",
)
asks(_FORMS, field="region", purpose="Which councils to list.", goes_to="Nothing keeps it.")
asks(
    "cicc_meetups.profiles.desk.views",
    field="q page",
    purpose="Which councils staff list.",
    goes_to="Nothing keeps it.",
)
asks(
    "cicc_meetups.profiles templates",
    field="digest drop",
    purpose="What was looked at before it was sent; that the logo goes.",
    goes_to="Nothing keeps it.",
)
