"""What this room keeps about people (S1)."""

from people.data_map import asks, declare, not_personal
from uploads.models import Upload

declare(
    Upload,
    field="key backend_state",
    purpose="Where the bytes of a film on its way in lie.",
    seen_by="Nobody; only the journey that sends it may touch it.",
    kept="A film takes it over, or 24 hours.",
    eraser="uploads.actions.discard",
)
not_personal(Upload, field="owner", purpose="Hash of the journey it belongs to.")
not_personal(Upload, field="sha256 expected_sha256", purpose="Hash of the file, here and as promised.")

_FORMS = "uploads.picture_forms"
asks(_FORMS, field="file alt", purpose="A picture, and what it shows.", goes_to="The room that asks.")
asks(
    _FORMS,
    field="recognisable people",
    purpose="Who can be recognised in a picture: only those with a photo yes (S19).",
    goes_to="The room that asks.",
)
