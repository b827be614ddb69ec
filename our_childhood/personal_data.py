"""What this room keeps about people (S1). The film's words are kept until it is taken back, and no longer."""

from our_childhood.models import Film, FilmDraft, Prompt
from people.data_map import declare, not_personal

_UNTIL = "The film is taken back: at once."
_ERASER = "our_childhood.actions.withdraw"

declare(
    Film,
    field="title slug",
    purpose="A made-up name for the film and its address; never a child's.",
    seen_by="Reviewers; everybody once the film is public.",
    kept=_UNTIL,
    eraser=_ERASER,
)
declare(
    Film,
    field="description transcript captions",
    purpose="What is seen and said in the film, for people who cannot see or hear it.",
    seen_by="Reviewers; everybody once the film is public.",
    kept=_UNTIL,
    eraser=_ERASER,
)
declare(
    Film,
    field="language",
    purpose="The language spoken in the film.",
    seen_by="Reviewers; everybody once the film is public.",
    kept=_UNTIL,
    eraser=_ERASER,
)
not_personal(Film, field="cleared_digest", purpose="Hash of what two people approved.")
declare(
    FilmDraft,
    field="answers",
    purpose="A making journey's answers: question, age band, region, a grown-up's address.",
    seen_by="The child's own browser.",
    kept="The film is sent, or seven days.",
    eraser="our_childhood.sweeper.sweep",
)
not_personal(
    FilmDraft, field="token_hash", purpose="Keyed hash of the journey's cookie; opens nothing by itself."
)
not_personal(Prompt, field="question hint slug", purpose="Editors' words.")
